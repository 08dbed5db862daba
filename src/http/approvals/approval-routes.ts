import { bounds } from '../../domain/bounds.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { approvalSchema, approvalsQuery, decisionSchema } from '../schemas/approval-schema.ts';
import { pageOf } from '../schemas/page-schema.ts';
import { decide } from './decide.ts';
import { findApproval, foundApproval } from './found-approval.ts';

/** What waits for a person's word, and the word. */
export function addApprovalRoutes(app: App, deps: Dependencies): void {
  const { rows } = deps;
  const tags = ['approvals'];

  app.get(
    '/v1/approvals',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      schema: {
        summary: 'Approvals, the oldest first',
        tags,
        querystring: approvalsQuery,
        response: { 200: pageOf(approvalSchema) },
      },
    },
    async ({ query: { state, cursor } }) =>
      rows.approvals.list({
        ...(state !== undefined && { state }),
        ...(cursor !== undefined && { cursor }),
        limit: bounds.pageItemsMax,
      }),
  );

  app.post(
    '/v1/approvals/:id/decision',
    {
      config: allow({
        who: 'operator',
        role: 'operator',
        act: 'decide_approval',
        roleOf: rows.approvalRole,
      }),
      preValidation: findApproval(rows),
      schema: {
        summary: 'Approve or reject; the first word counts',
        tags,
        body: decisionSchema,
        response: { 200: approvalSchema },
      },
    },
    async (request) => decide(deps, foundApproval(request), request.body, operatorOf(request)),
  );
}
