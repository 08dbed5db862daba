import { condition } from '@temporalio/workflow';
import { dueOccasion, type Occasion, wakeAtMs } from './occasion.ts';
import type { ConversationState } from './state.ts';

/** Waits until something is due: a message, a decision, an expiry, an event, a promise, or quiet for long enough. */
export async function nextOccasion(state: ConversationState): Promise<Occasion> {
  for (;;) {
    const due = dueOccasion(state, Date.now());
    if (due) return due;
    const at = wakeAtMs(state);
    const changed = () => dueOccasion(state, Date.now()) !== undefined || wakeAtMs(state) !== at;
    if (at === undefined) await condition(changed);
    else await condition(changed, Math.max(1, at - Date.now()), { summary: summaryOf(state) });
  }
}

function summaryOf(state: ConversationState): string {
  const { answerDueAtMs } = state.agenda;
  if (answerDueAtMs !== undefined && answerDueAtMs === wakeAtMs(state))
    return 'Waits for a person to answer, as long as was promised';
  if (state.outage && state.outage.tryAtMs === wakeAtMs(state))
    return 'Waits for a model to be there again; then answers what is open';
  if (state.pending.some(({ remindAtMs }) => remindAtMs !== undefined && remindAtMs === wakeAtMs(state)))
    return 'Waits for a decision; then reminds operators of it';
  if (state.pending.length > 0) return 'Waits for a decision until the approval expires';
  if (state.agenda.followUpAtMs !== undefined)
    return 'Waits for the customer; then writes to them, as the assistant has promised';
  if (state.agenda.workDueAtMs !== undefined)
    return 'Waits for the customer, or for work that goes on elsewhere until it is overdue';
  return 'Waits for the customer; quiet until then closes the case';
}
