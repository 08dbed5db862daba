import { condition, log } from '@temporalio/workflow';
import { inModelQueue } from './model-queue.ts';
import { summaryCall } from './policies.ts';
import { type ConversationState, noteAgenda } from './state.ts';

/** Renews the case's summary beside the conversation, whenever a turn or a close has left too much unsummarised. */
export async function keepSummaries(state: ConversationState): Promise<never> {
  for (;;) {
    await condition(() => state.agenda.mustSummarise);
    state.isSummarising = true;
    state.agenda = { ...state.agenda, mustSummarise: false };
    await summarise(state).catch((error) => log.warn('no summary was written; it is tried later', { error }));
    state.isSummarising = false;
  }
}

async function summarise(state: ConversationState): Promise<void> {
  const { conversationId } = state;
  const { agenda } = await inModelQueue((queue) =>
    summaryCall('Sum up what was said', queue).summarise({
      conversationId,
      ...(queue !== undefined && { queue }),
    }),
  );
  noteAgenda(state, agenda);
}
