import { bounds } from '../../domain/bounds.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { auditEntrySchema, auditQuery } from '../schemas/audit-schema.ts';
import { pageOf } from '../schemas/page-schema.ts';

/** Who did what, also what was refused. */
export function addAuditRoutes(app: App, { rows }: Dependencies): void {
  app.get(
    '/v1/audit',
    {
      config: allow({ who: 'operator', role: roleFor.readAudit, act: 'read_audit' }),
      schema: {
        summary:
          'Every act of an operator, the newest first; `about` names a conversation, an approval or an operator',
        tags: ['operators'],
        querystring: auditQuery,
        response: { 200: pageOf(auditEntrySchema) },
      },
    },
    async ({ query: { about, cursor } }) => {
      const items = await rows.readAudit({
        ...(about !== undefined && { about }),
        ...(cursor !== undefined && { before: cursor }),
        limit: bounds.pageItemsMax + 1,
      });
      const shown = items.slice(0, bounds.pageItemsMax);
      const last = shown.at(-1);
      return { items: shown, nextCursor: items.length > shown.length && last ? last.id : null };
    },
  );
}
