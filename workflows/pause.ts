import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import type { Trigger, TurnOutcome } from '../src/domain/turn.ts';
import type { ConversationState } from './state.ts';

/**
 * How a turn ends that a pause has cut: undefined, where none did. Messages can wait and be claimed again; what else
 * opened a turn can't, so a person gets it.
 */
export function pausedOutcome(
  error: unknown,
  trigger: Trigger,
): Extract<TurnOutcome, 'interrupted' | 'handed_over'> | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const type = cause instanceof ApplicationFailure ? cause.type : undefined;
  if (type === 'paused_hand_over') return 'handed_over';
  if (type === 'paused_wait') return trigger === 'message' ? 'interrupted' : 'handed_over';
  return undefined;
}

/** Nothing is begun until somebody rings: whoever takes the pause away does. */
export function waitUntilRung(state: ConversationState): void {
  state.isPaused = true;
}
