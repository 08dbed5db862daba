import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { closeIdle } from './close-idle.ts';
import { admitInbox, listen } from './inbox.ts';
import { endLocalsTogether } from './local-batch.ts';
import { nextOccasion } from './next-occasion.ts';
import { noteOverdue } from './note-overdue.ts';
import { chore } from './policies.ts';
import { remind } from './remind.ts';
import { rescue } from './rescue.ts';
import { show, showAll } from './show.ts';
import { type ConversationInput, type ConversationState, loaded, resumed, snapshotOf } from './state.ts';
import { keepSummaries } from './summaries.ts';
import { runTurn } from './turn.ts';

/** One customer's conversation with one assistant, over all channels and as many cases as they bring. */
export async function conversation(input: ConversationInput): Promise<void> {
  const state = await resumeOrLoad(input);
  endLocalsTogether(state.endsLocalsTogether);
  listen(state);
  void admitInbox(state);
  void keepSummaries(state);
  for (;;) {
    const occasion = await nextOccasion(state);
    if (occasion.kind === 'done') return;
    if (occasion.kind === 'idle') await closeIdle(state);
    else if (occasion.kind === 'overdue') await noteOverdue(state);
    else if (occasion.kind === 'reminder') await remind(state, occasion.approvalId);
    else await runTurn(state, occasion).catch((error) => rescue(state, occasion, error));
    if (isLong(state)) await continueWith(state);
  }
}

async function resumeOrLoad(input: ConversationInput): Promise<ConversationState> {
  if (input.snapshot) {
    const state = resumed(input.snapshot);
    show(state, state.view);
    return state;
  }
  const { conversationId, assistant } = input;
  const found = await chore('Look up where the conversation stands').loadConversation({
    conversationId,
    assistant,
  });
  const state = loaded(input, found, Date.now());
  showAll(state);
  return state;
}

/** Whether the run has grown so long that replaying it would keep the customer waiting, or more than Temporal likes. */
function isLong({ settings: { runEventsMax = Number.POSITIVE_INFINITY } }: ConversationState): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength >= runEventsMax;
}

/** The next run gets everything; what is being taken in is waited for, what has yet to be is carried. */
async function continueWith(state: ConversationState): Promise<never> {
  await condition(() => !state.isAdmitting);
  const { conversationId, assistant } = state;
  return await continueAsNew<typeof conversation>({ conversationId, assistant, snapshot: snapshotOf(state) });
}
