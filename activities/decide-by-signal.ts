import type { Decision } from '../src/domain/approval.ts';
import { findTool } from './all-tools.ts';
import type { Dependencies } from './dependencies.ts';
import { type Refusal, refuse } from './signal-payloads.ts';

/** A decision that came by signal; with `applied`, the console has written it down already. */
export async function decideBySignal(
  dependencies: Dependencies,
  conversationId: string,
  decision: Decision & { readonly applied?: boolean | undefined },
): Promise<Refusal & { readonly decided?: string }> {
  const { approvals, findOperator } = dependencies;
  const { approvalId, by } = decision;
  const approval = await approvals.get(approvalId);
  if (!approval || approval.conversationId !== conversationId) return refuse('there is no such approval', by);
  if (approval.state !== 'pending') return { decided: approvalId };
  if (decision.applied) return {};
  const operator = await findOperator(by);
  if (!operator) return refuse('there is no such operator', by);
  const edited = await checkedArgs(dependencies, conversationId, approval.tool, decision.args);
  if (!edited.ok) return refuse(edited.problem, by);
  const { args: _, applied: __, ...plain } = decision;
  const { outcome } = await approvals.decide({ ...plain, ...edited.content, role: operator.role });
  if (outcome === 'decided' || outcome === 'decided_before') return { decided: approvalId };
  return refuse(outcome === 'stale' ? 'it has changed since that version' : 'the role is too low', by);
}

type Checked =
  | { readonly ok: true; readonly content: { args?: unknown; argsHash?: string } }
  | { readonly ok: false; readonly problem: string };

async function checkedArgs(
  dependencies: Dependencies,
  conversationId: string,
  toolName: string,
  args: unknown,
): Promise<Checked> {
  if (args === undefined) return { ok: true, content: {} };
  const tool = await findTool(dependencies, conversationId, toolName);
  if (!tool) return { ok: false, problem: 'the tool is no longer offered' };
  const checked = tool.checkInput(args);
  if (!checked.ok) return { ok: false, problem: `wrong arguments: ${checked.problem}` };
  return { ok: true, content: { args: checked.args, argsHash: dependencies.hashOf(checked.args) } };
}
