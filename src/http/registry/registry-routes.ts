import type { z } from 'zod';
import type { ComponentDescription, ComponentState } from '../../domain/component.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { type componentSchema, registryQuery, registrySchema } from '../schemas/component-schema.ts';
import { stateWith } from './derived-state.ts';

/** What every assistant rests on, and how it is now. */
export function addRegistryRoutes(
  app: App,
  { registry, components }: Pick<Dependencies, 'registry' | 'components'>,
): void {
  app.get(
    '/v1/registry',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      schema: {
        summary: 'All components with their live status, on one page, and the manifest of each assistant',
        tags: ['registry'],
        querystring: registryQuery,
        response: { 200: registrySchema },
      },
    },
    async ({ query }) => {
      const { assistants } = registry;
      const all = [...registry.components, ...(await registry.fromServers())];
      const items = all
        .map((component) => withState(component, stateWith(components, component)))
        .filter((item) => fits(item, query));
      return { items, nextCursor: null, assistants };
    },
  );

  type Item = z.infer<typeof componentSchema>;

  function withState(component: ComponentDescription, state: ComponentState): Item {
    const trouble = components.troubleOf(component.id);
    return {
      ...component,
      state,
      ...(trouble && { reason: trouble.reason, since: trouble.since.toISOString() }),
    };
  }
}

function fits(
  item: ComponentDescription & { readonly state: ComponentState },
  { capability, ...wanted }: z.infer<typeof registryQuery>,
): boolean {
  if (capability !== undefined && !item.capabilities.includes(capability)) return false;
  return Object.entries(wanted).every(
    ([field, value]) => value === undefined || item[field as keyof typeof wanted] === value,
  );
}
