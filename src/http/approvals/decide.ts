import type { z } from 'zod';
import type { DecisionOutcome } from '../../database/decide-approval.ts';
import type { DecisionLink } from '../../database/decision-links.ts';
import type { Approval, Decision } from '../../domain/approval.ts';
import type { Operator } from '../../domain/operator.ts';
import type { Dependencies } from '../dependencies.ts';
import { badLink, badShape, conflict, notFound, roleTooLow } from '../problem.ts';
import type { decisionSchema } from '../schemas/approval-schema.ts';
import { tolerate } from '../tolerate.ts';

/** Makes an operator's word count, if it is the first. @throws 403, 404, 409 with who was first, 422 */
export async function decide(
  deps: Dependencies,
  approval: Approval,
  said: z.output<typeof decisionSchema>,
  operator: Operator,
): Promise<Approval> {
  const { argsHash, ...word } = await checkWord(deps, approval, said);
  const decision: Decision = { approvalId: approval.id, version: said.version, by: operator.id, ...word };
  const decided = await deps.rows.approvals.decide({
    ...decision,
    role: operator.role,
    ...(argsHash !== undefined && { argsHash }),
  });
  return await announce(deps, decision, decided);
}

/** The same by a link, which is used up by it. @throws 401, 403, 404, 409, 422 */
export async function decideByLink(
  deps: Dependencies,
  link: DecisionLink,
  approval: Approval,
  said: Word,
): Promise<Approval> {
  const { argsHash, ...word } = await checkWord(deps, approval, said);
  const { approvalId, version, operator } = link;
  const decided = await deps.rows.decisionLinks.use(link, {
    ...word,
    ...(argsHash !== undefined && { argsHash }),
  });
  if (decided.outcome === 'spent') throw badLink();
  return await announce(deps, { approvalId, version, by: operator.id, ...word }, decided);
}

type Word = Pick<z.output<typeof decisionSchema>, 'decision' | 'args' | 'reason'>;

async function checkWord(deps: Dependencies, approval: Approval, { decision, args, reason }: Word) {
  const edit = decision === 'approve' ? await checkEdit(deps, approval, args) : {};
  return { decision, ...edit, ...(reason && { reason }) };
}

/** Tells the workflow, or the caller why it doesn't count. */
async function announce(deps: Dependencies, decision: Decision, decided: DecisionOutcome): Promise<Approval> {
  switch (decided.outcome) {
    case 'unknown':
      throw notFound();
    case 'role_too_low':
      throw roleTooLow();
    case 'decided_before':
      throw conflict('This has been decided.', firstWord(decided.approval));
    case 'stale':
      throw conflict('This has changed since; look at it again.', firstWord(decided.approval));
    case 'decided':
      await tolerate(deps.log, 'telling of a decision', () =>
        deps.doorbell.decide({
          conversationId: decided.approval.conversationId,
          decision,
          applied: true,
        }),
      );
      return decided.approval;
  }
}

/** Edited arguments must be such as the tool takes. */
async function checkEdit(
  deps: Dependencies,
  approval: Approval,
  args: unknown,
): Promise<{ args?: unknown; argsHash?: string }> {
  if (args === undefined) return {};
  const conversation = await deps.rows.conversations.get(approval.conversationId);
  if (!conversation) throw notFound();
  const checked = await deps.assistants.checkToolInput(conversation.assistant, approval.tool, args);
  if (!checked.ok) throw badShape(`args: ${checked.problem}`);
  return { args: checked.args, argsHash: checked.argsHash };
}

const firstWord = ({ state, version, decidedBy }: Approval) => ({
  state,
  version,
  decidedBy: decidedBy ?? null,
});
