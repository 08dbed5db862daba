import { chore } from './policies.ts';
import { show } from './show.ts';
import { type ConversationState, noteAgenda, noteControl } from './state.ts';

/** Tells those who decide that an approval is about to expire, unless somebody has decided meanwhile. */
export async function remind(state: ConversationState, approvalId: string): Promise<void> {
  // Forgotten first: it is told once.
  state.pending = state.pending.map(({ remindAtMs, ...approval }) => ({
    ...approval,
    ...(approval.approvalId !== approvalId && remindAtMs !== undefined && { remindAtMs }),
  }));
  const { conversationId } = state;
  const seen = await chore('Remind operators of a decision').remindOfApproval({ conversationId, approvalId });
  noteControl(state, seen.control);
  noteAgenda(state, seen.agenda);
  if (seen.control.lastCustomerSeq > state.takenSeq) state.isRung = true;
  show(state, seen.view);
}
