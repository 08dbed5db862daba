import { backoffMs } from './backoff.ts';
import { chatBounds } from './chat-bounds.ts';
import { HttpFailure } from './http-failure.ts';
import { pause } from './pause.ts';
import type { SessionKeeper } from './session-keeper.ts';

/**
 * Shows the server who the visitor is, again while it can't be reached. Resolves to false when the token is refused,
 * or when no attempt got through.
 */
export function createIdentifier(options: {
  readonly sessions: SessionKeeper;
  readonly signal: AbortSignal;
}): (identity: string) => Promise<boolean> {
  const { sessions, signal } = options;
  return async (identity) => {
    for (let failures = 1; failures <= chatBounds.identifyAttemptsMax && !signal.aborted; failures += 1) {
      try {
        await sessions.identify(identity);
        return true;
      } catch (error) {
        const isFinal = error instanceof HttpFailure && error.status < 500 && error.status !== 429;
        if (isFinal) return false;
        const waitMs = error instanceof HttpFailure ? (error.retryAfterMs ?? 0) : 0;
        await pause(waitMs + backoffMs(failures), signal);
      }
    }
    return false;
  };
}
