import { chore } from './policies.ts';
import { show } from './show.ts';
import { type ConversationState, noteAgenda, noteControl } from './state.ts';

/** Tells those who watch that a person has not answered in the time that was promised, unless one has meanwhile. */
export async function noteOverdue(state: ConversationState): Promise<void> {
  // Forgotten first: what is left of it is told by the answer.
  const { answerDueAtMs: _, ...agenda } = state.agenda;
  state.agenda = agenda;
  const { conversationId } = state;
  const seen = await chore('See whether the promised answer is late').noteOverdue({ conversationId });
  noteControl(state, seen.control);
  noteAgenda(state, seen.agenda);
  if (seen.control.lastCustomerSeq > state.takenSeq) state.isRung = true;
  show(state, seen.view);
}
