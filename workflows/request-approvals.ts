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
      const expiresAtMs = Date.now() + (order.approval?.expiresMs ?? 0);
      // A plan's call belongs to the turn that the plan was made in.
      const turnId = order.askedInTurnId ?? turn.turnId;
      const { approvalId } = await chore('Ask a colleague for a decision').requestApproval({
        turn: { ...turn, turnId },
        order,
        expiresAtMs,
      });
      state.pending = [...state.pending, { approvalId, callId: order.callId, turnId, expiresAtMs }];
    }
  });
}
