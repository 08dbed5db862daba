import type { TurnRef } from '../../src/domain/engine.ts';
import type { Tool } from '../../src/registry/tool.ts';
import { allTools } from '../all-tools.ts';
import type { CallRules } from '../check-call.ts';
import type { Dependencies } from '../dependencies.ts';
import { toolsFor } from '../prepare-answer.ts';
import { assistantOfTurn } from '../read-turn.ts';

/** What a plan's calls have to meet. It may be of an earlier turn, whose words count as much as this one's. */
export async function taskRules(
  dependencies: Dependencies,
  turn: TurnRef,
  planTurnId: string,
): Promise<{ rules: CallRules; tools: ReadonlyMap<string, Tool>; workTurnIds: readonly string[] }> {
  const { approvals, toolCalls, turns, hashOf } = dependencies;
  const [assistant, offered, open, refused, calls, own, planned, customer] = await Promise.all([
    assistantOfTurn(dependencies, turn),
    toolsFor(dependencies, { ...turn, turnId: planTurnId }),
    approvals.open(turn.conversationId),
    approvals.refusedIn(turn.turnId),
    toolCalls.ofTurns([...new Set([planTurnId, turn.turnId])]),
    turns.find(turn.turnId),
    turns.find(planTurnId),
    toolCalls.customerOf(planTurnId),
  ]);
  const { work_turn_ids: workTurnIds } = planned;
  const before = await Promise.all(workTurnIds.map((id) => turns.find(id)));
  return {
    workTurnIds,
    // A plan was made of what its turn's agent had, which may have passed the turn on since.
    tools: new Map([...(await allTools(dependencies, assistant)), ...offered]),
    rules: {
      customer,
      waiting: open.filter((approval) => approval.state === 'pending'),
      refused: [...calls.filter((call) => call.state === 'rejected'), ...refused],
      isSuspicious: [own, planned, ...before].some(({ signals }) => signals.length > 0),
      hashOf,
    },
  };
}
