import type { SettledApproval } from '../src/database/take-decision.ts';
import type { ApprovalState } from '../src/domain/approval.ts';
import type { TakenDecision, TurnRef, WaitingDecision } from '../src/domain/engine.ts';
import type { CallOrder } from '../src/domain/tool.ts';
import { findTool } from './all-tools.ts';
import { orderFor } from './call-order.ts';
import type { Dependencies } from './dependencies.ts';
import { planOf } from './plan/plan-of.ts';

type WaitingCall = Pick<SettledApproval, 'conversationId' | 'turnId' | 'callId' | 'tool'>;

/** Decisions that a turn asks for, and what they lead to. */
export function createApprovalActivities(dependencies: Dependencies) {
  const { approvals, conversations, components, hashOf, toolCalls, steps } = dependencies;

  const noteStep = (call: WaitingCall, outcome: ApprovalState) =>
    steps.record({
      id: `${call.callId}:approval`,
      parentId: call.callId,
      conversationId: call.conversationId,
      turnId: call.turnId,
      kind: 'approval',
      component: call.tool,
      startedAt: new Date(),
      attempts: 1,
      outcome,
    });

  /** Its assistant is paused in a way that lets customers wait. */
  const waits = async (approvalId: string): Promise<boolean> => {
    const approval = await approvals.get(approvalId);
    const conversation = approval && (await conversations.get(approval.conversationId));
    return conversation !== undefined && components.pauseOf(conversation.assistant) === 'wait';
  };

  return {
    async requestApproval(input: {
      turn: TurnRef;
      order: CallOrder;
      expiresAtMs: number;
      remindAtMs?: number;
    }): Promise<{ approvalId: string }> {
      const { turn, order, expiresAtMs, remindAtMs } = input;
      if (!order.approval) throw new TypeError('an approval was requested for a call that needs none');
      const requested = await approvals.request({
        ...turn,
        callId: order.callId,
        tool: order.tool,
        args: order.args,
        argsHash: hashOf(order.args),
        policy: order.approval,
        expiresAt: new Date(expiresAtMs),
        ...(remindAtMs !== undefined && { remindAt: new Date(remindAtMs) }),
      });
      await noteStep({ ...turn, callId: order.callId, tool: order.tool }, 'pending');
      return requested;
    },

    /** Undefined: it is still pending, and hasn't expired. */
    async takeDecision(input: {
      approvalId: string;
      expires: boolean;
    }): Promise<TakenDecision | WaitingDecision | undefined> {
      const { approvalId, expires } = input;
      if (await waits(approvalId)) return { isPaused: true };
      const taken = expires ? await approvals.expire(approvalId) : await approvals.takeDecision(approvalId);
      if (!taken) return undefined;
      await noteStep(taken, taken.state);
      const tool = await findTool(dependencies, taken.conversationId, taken.tool);
      const mayRun = taken.state === 'approved' && tool;
      if (taken.state === 'approved' && !tool) {
        await toolCalls.record(taken.callId, 'failed', { error: 'This action is no longer offered.' });
      }
      const { plan, task } = await planOf(dependencies, taken);
      return {
        turnId: taken.turnId,
        state: taken.state,
        onExpiry: taken.onExpiry,
        ...(plan && { plan }),
        ...(mayRun && {
          order: { ...orderFor(tool, taken.callId, taken.args), ...task, approvalId },
        }),
      };
    },
  };
}
