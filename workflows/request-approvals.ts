import { CancellationScope } from '@temporalio/workflow';
import type { TurnRef } from '../src/domain/engine.ts';
import type { CallOrder } from '../src/domain/tool.ts';
import { chore } from './policies.ts';
import type { ConversationState } from './state.ts';

/** Asks for each decision. From then on it is state that waits, not code. */
export async function requestApprovals(
  state: ConversationState,
  turn: TurnRef,
  orders: readonly CallOrder[],
): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    for (const order of orders) {
      const { expiresMs = 0, remindMs } = order.approval ?? {};
      const expiresAtMs = Date.now() + expiresMs;
      const reminder = remindMs === undefined ? {} : { remindAtMs: expiresAtMs - remindMs };
      // A plan's call belongs to the turn that the plan was made in.
      const turnId = order.askedInTurnId ?? turn.turnId;
      const { approvalId } = await chore('Ask a colleague for a decision').requestApproval({
        turn: { ...turn, turnId },
        order,
        expiresAtMs,
        ...reminder,
      });
      const { callId } = order;
      state.pending = [...state.pending, { approvalId, callId, turnId, expiresAtMs, ...reminder }];
    }
  });
}
