import type { TurnRef } from '../src/domain/engine.ts';
import { chore } from './policies.ts';
import { type ConversationState, noteAgenda, noteControl } from './state.ts';

/**
 * Where the assistant wants it so, what the customer wrote while the turn ran joins it before the model is asked again.
 * Gives why a person is needed, if one is.
 */
export async function takeUpArrivals(
  state: ConversationState,
  turn: TurnRef,
  round: number,
): Promise<string | undefined> {
  if (state.settings.arrival !== 'steer' || !state.isRung) return undefined;
  state.isRung = false;
  const { claimedSeq, control, wantsPerson, personBecause, agenda } = await chore(
    'Take up what the customer wrote meanwhile',
  ).joinTurn({ turn, round, afterSeq: state.claimedSeq });
  state.joinedSeq = Math.max(state.joinedSeq, claimedSeq);
  state.takenSeq = Math.max(state.takenSeq, claimedSeq);
  if (control.lastCustomerSeq > claimedSeq) state.isRung = true;
  noteControl(state, control);
  noteAgenda(state, agenda);
  const isWanted = wantsPerson && state.settings.handsOverWhenAsked;
  return isWanted ? 'the customer asked for a person' : personBecause;
}
