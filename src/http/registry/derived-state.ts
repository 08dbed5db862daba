import { z } from 'zod';
import {
  type ComponentDescription,
  type ComponentState,
  type Components,
  componentIdOf,
} from '../../domain/component.ts';

const modelsOfApi = z.object({ models: z.array(z.string()).min(1) });

/** A component's state; an outside API is as well as the models that are asked through it. */
export function stateWith(
  components: Pick<Components, 'stateOf'>,
  { id, kind, assistant, policy }: ComponentDescription,
): ComponentState {
  const own = components.stateOf(id);
  const parsed = kind === 'api' && own === 'ok' ? modelsOfApi.safeParse(policy) : undefined;
  if (!parsed?.success) return own;
  const states = parsed.data.models.map((tier) =>
    components.stateOf(componentIdOf(assistant, 'model', tier)),
  );
  if (states.every((state) => state === 'down')) return 'down';
  return states.some((state) => state === 'down' || state === 'degraded') ? 'degraded' : 'ok';
}
