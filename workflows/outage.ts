import { CancellationScope } from '@temporalio/workflow';
import type { TurnRef } from '../src/domain/engine.ts';
import { chore } from './policies.ts';
import { showEnd } from './show.ts';
import type { ConversationState } from './state.ts';

/** The customer's messages wait for a model. */
export interface Outage {
  /** When a person is needed, ms since the epoch. */
  readonly untilMs: number;
  /** When it is tried again, unless somebody rings before, ms since the epoch. */
  readonly tryAtMs: number;
  /** How often it was tried. */
  readonly tries: number;
}

/**
 * Tells the customer that the answer comes later, and ends the turn so that the next one goes on with what they wrote.
 * False: it has been long enough, or somebody else is in control by now.
 */
export async function waitOut(state: ConversationState, turn: TurnRef): Promise<boolean> {
  const before = state.outage;
  const { untilMs, ...ended } = await CancellationScope.nonCancellable(() =>
    chore('Tell the customer that the answer comes once a model is there').waitForModels({
      turn,
      ...(before && { untilMs: before.untilMs }),
    }),
  );
  if (untilMs === undefined) return false;
  const tries = (before?.tries ?? 0) + 1;
  const tryAtMs = Math.min(untilMs, Date.now() + Math.min(firstPauseMs * 2 ** (tries - 1), pauseMsMax));
  state.outage = { untilMs, tryAtMs, tries };
  showEnd(state, ended);
  return true;
}

/** A ring says that a model is back, so these are for what nobody has told: 15 s, 30 s, 1, 2, then each 4 minutes. */
const firstPauseMs = 15_000;
const pauseMsMax = 240_000;

/** Somebody has rung: it may be worth trying. */
export function tryNow(state: ConversationState): void {
  if (state.outage) state.outage = { ...state.outage, tryAtMs: Date.now() };
}
