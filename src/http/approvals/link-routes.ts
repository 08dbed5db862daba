import { z } from 'zod';
import type { DecisionLink } from '../../database/decision-links.ts';
import type { Approval } from '../../domain/approval.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { badLink, conflict } from '../problem.ts';
import {
  approvalSchema,
  linkedApprovalSchema,
  linkedDecisionSchema,
  linkSchema,
  madeLinkSchema,
} from '../schemas/approval-schema.ts';
import { decideByLink } from './decide.ts';
import { findApproval, foundApproval } from './found-approval.ts';

/**
 * Links that decide once in their maker's name, on whatever device. Opening one only shows what it is about, because
 * mail programs open links, too; the secret never stands in an address that a server sees.
 */
export function addLinkRoutes(app: App, deps: Dependencies): void {
  const { rows, settings } = deps;
  const tags = ['approvals'];
  const stranger = { config: allow({ who: 'stranger' }) };

  app.post(
    '/v1/approvals/:id/link',
    {
      config: allow({
        who: 'operator',
        role: 'operator',
        act: 'make_decision_link',
        roleOf: rows.approvalRole,
      }),
      preValidation: findApproval(rows),
      schema: {
        summary: 'Make a link that decides once in your name; it takes the place of an earlier one',
        tags,
        body: z.object({}).optional(),
        response: { 201: madeLinkSchema },
      },
    },
    async (request, reply) => {
      const made = await rows.decisionLinks.make({
        approvalId: foundApproval(request).id,
        operatorId: operatorOf(request).id,
        expiresAt: new Date(Date.now() + httpBounds.decisionLinkMs),
      });
      if (!made) throw conflict('This has been decided.');
      const [base = ''] = settings.publicUrls();
      const url = `${base}/decide#${made.token}`;
      return reply.code(201).send({ url, expiresAt: made.expiresAt.toISOString() });
    },
  );

  app.post(
    '/v1/decision-links/look',
    {
      ...stranger,
      schema: {
        summary: 'What a link is about; looking changes nothing',
        tags,
        body: linkSchema,
        response: { 200: linkedApprovalSchema },
      },
    },
    async ({ body }) => {
      const { link, approval } = await find(body.token);
      const { operator, expiresAt } = link;
      return { approval, operator: { email: operator.email }, expiresAt: expiresAt.toISOString() };
    },
  );

  app.post(
    '/v1/decision-links/decide',
    {
      ...stranger,
      schema: {
        summary: 'Approve or reject by a link; the first word counts, and the link is used up',
        tags,
        body: linkedDecisionSchema,
        response: { 200: approvalSchema },
      },
    },
    async ({ body: { token, ...said } }) => {
      const { link, approval } = await find(token);
      return await decideByLink(deps, link, approval, said);
    },
  );

  /** @throws 401 */
  async function find(token: string): Promise<{ link: DecisionLink; approval: Approval }> {
    const link = await rows.decisionLinks.find(token);
    const approval = link && (await rows.approvals.get(link.approvalId));
    if (!approval) throw badLink();
    return { link, approval };
  }
}
