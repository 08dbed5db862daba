import { bounds } from '../../domain/bounds.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { incidentSchema, incidentsQuery } from '../schemas/incident-schema.ts';
import { pageOf } from '../schemas/page-schema.ts';

/** What was, or is, not well. */
export function addIncidentRoutes(app: App, { rows }: Pick<Dependencies, 'rows'>): void {
  app.get(
    '/v1/incidents',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      schema: {
        summary: 'Incidents, the newest first',
        tags: ['registry'],
        querystring: incidentsQuery,
        response: { 200: pageOf(incidentSchema) },
      },
    },
    async ({ query: { state, cursor } }) => {
      const { items, nextCursor } = await rows.incidents.list({ state, cursor, limit: bounds.pageItemsMax });
      return {
        items: items.map(({ openedAt, closedAt, ...incident }) => ({
          ...incident,
          openedAt: openedAt.toISOString(),
          closedAt: closedAt?.toISOString() ?? null,
        })),
        nextCursor,
      };
    },
  );
}
