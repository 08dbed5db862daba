import { isCancellation, log, sleep } from '@temporalio/workflow';
import type { Occasion } from './occasion.ts';
import { chore } from './policies.ts';
import { show } from './show.ts';
import { type ConversationState, noteAgenda, noteControl } from './state.ts';

/**
 * What a bug of ours broke outside of any turn's work goes to operators, and the customer is told: a workflow that failed
 * would leave them without a word. If even that fails, the sweeper rings again later.
 */
export async function rescue(state: ConversationState, occasion: Occasion, error: unknown): Promise<void> {
  if (isCancellation(error)) throw error;
  log.error('a turn could not be conducted', { error });
  // What it was about isn't tried for ever.
  if ('approvalId' in occasion) {
    state.decided = state.decided.filter((id) => id !== occasion.approvalId);
    state.pending = state.pending.filter(({ approvalId }) => approvalId !== occasion.approvalId);
  }
  const { conversationId } = state;
  try {
    const { control, view, agenda } = await chore('Hand over what could not be worked on').rescue({
      conversationId,
    });
    noteControl(state, control);
    noteAgenda(state, agenda);
    show(state, view);
  } catch (failure) {
    if (isCancellation(failure)) throw failure;
    log.error('operators could not be called either', { error: failure });
    await sleep(pauseMs, { summary: 'Waits a while after something went wrong' });
  }
}

const pauseMs = 10_000;
