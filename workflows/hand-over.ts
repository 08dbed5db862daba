import { CancellationScope } from '@temporalio/workflow';
import type { HandOverWords, TurnRef } from '../src/domain/engine.ts';
import type { TurnOutcome } from '../src/domain/turn.ts';
import { chore } from './policies.ts';
import { show } from './show.ts';
import { type ConversationState, noteAgenda, noteControl } from './state.ts';

/** Gives the conversation to operators and tells the customer so, unless control has changed already. */
export async function handOver(
  state: ConversationState,
  turn: TurnRef,
  reason: string,
  says?: HandOverWords,
): Promise<TurnOutcome> {
  const { control, view, agenda } = await CancellationScope.nonCancellable(() =>
    chore('Hand the conversation over to operators').handOver({ turn, reason, ...(says && { says }) }),
  );
  noteControl(state, control);
  noteAgenda(state, agenda);
  show(state, view);
  return 'handed_over';
}
