import { chore } from './policies.ts';
import { show } from './show.ts';
import { type ConversationState, noteAgenda, noteControl } from './state.ts';

/** Ends a case that has been quiet for long, unless a row has come that nobody rang for yet. */
export async function closeIdle(state: ConversationState): Promise<void> {
  const { conversationId, claimedSeq } = state;
  const { control, view, agenda } = await chore('Close the case: the customer has been quiet').closeIdle({
    conversationId,
    claimedSeq,
  });
  noteControl(state, control);
  noteAgenda(state, agenda);
  state.activeAtMs = Date.now();
  if (control.lastCustomerSeq > state.takenSeq) state.isRung = true;
  show(state, view);
}
