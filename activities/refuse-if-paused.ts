import { ApplicationFailure } from '@temporalio/common';
import type { Dependencies } from './dependencies.ts';

/** Throws what ends the turn as the operator who paused the assistant wanted it, if one did. */
export function refuseIfPaused(
  { components }: Pick<Dependencies, 'components'>,
  assistant: string | undefined,
): void {
  const manner = assistant === undefined ? undefined : components.pauseOf(assistant);
  if (manner) throw ApplicationFailure.nonRetryable('the assistant is paused', `paused_${manner}`);
}
