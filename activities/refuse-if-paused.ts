import { ApplicationFailure } from '@temporalio/common';
import type { PauseManner } from '../src/domain/component.ts';
import type { Dependencies } from './dependencies.ts';

/** Throws what ends the turn as the operator who paused the assistant wanted it, if one did. */
export function refuseIfPaused(
  { components }: Pick<Dependencies, 'components'>,
  assistant: string | undefined,
): void {
  const manner = assistant === undefined ? undefined : components.pauseOf(assistant);
  if (manner) throw pausedFailure(manner);
}

/** As it stands in the database, where what this process knows may be of a moment ago. */
export async function refuseIfPausedNow(
  { pauses }: Pick<Dependencies, 'pauses'>,
  assistant: string,
): Promise<void> {
  const manner = await pauses.of(assistant);
  if (manner) throw pausedFailure(manner);
}

export const pausedFailure = (manner: PauseManner) =>
  ApplicationFailure.nonRetryable('the assistant is paused', `paused_${manner}`);
