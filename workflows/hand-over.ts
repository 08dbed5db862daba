import { CancellationScope } from '@temporalio/workflow';
import type { HandOverWords, TurnRef } from '../src/domain/engine.ts';
import type { TurnOutcome } from '../src/domain/turn.ts';
import { chore } from './policies.ts';
import { showEnd } from './show.ts';
import { type ConversationState, noteControl } from './state.ts';

/** Gives the conversation to operators and tells the customer so, unless control has changed already. */
export async function handOver(
  state: ConversationState,
  turn: TurnRef,
  reason: string,
  says?: HandOverWords,
): Promise<TurnOutcome> {
  const { control, ...ended } = await CancellationScope.nonCancellable(() =>
    chore('Hand the conversation over to operators').handOver({ turn, reason, ...(says && { says }) }),
  );
  noteControl(state, control);
  showEnd(state, ended, reason);
  return 'handed_over';
}
