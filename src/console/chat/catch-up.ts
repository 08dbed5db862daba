import { backoffMs } from './backoff.ts';
import type { ChatApi } from './chat-api.ts';
import { chatBounds } from './chat-bounds.ts';
import type { ChatEvent } from './chat-state.ts';
import { pause } from './pause.ts';
import type { SessionKeeper } from './session-keeper.ts';

export interface CatchUpOptions {
  readonly api: ChatApi;
  readonly sessions: SessionKeeper;
  /** The `seq` after which a message is missing, or null. */
  readonly missingAfter: () => number | null;
  readonly dispatch: (event: ChatEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Fetches messages that were announced but never came: hints may be lost, rows are not. The returned function
 * looks whether any is missing; call it after every event.
 */
export function createCatchUp(options: CatchUpOptions): () => void {
  let isRunning = false;
  return () => {
    if (isRunning || options.missingAfter() === null) return;
    isRunning = true;
    void fetchMissing(options).finally(() => {
      isRunning = false;
    });
  };
}

async function fetchMissing({
  api,
  sessions,
  missingAfter,
  dispatch,
  signal,
}: CatchUpOptions): Promise<void> {
  await pause(chatBounds.catchUpMs, signal); // most come by themselves
  for (let failures = 1; failures <= chatBounds.catchUpAttemptsMax && !signal.aborted; failures += 1) {
    const afterSeq = missingAfter();
    if (afterSeq === null) return;
    try {
      const session = await sessions.current();
      dispatch({ type: 'page', afterSeq, items: await api.listMessages(session.token, afterSeq) });
      const progress = missingAfter();
      if (progress !== null && progress > afterSeq) failures = 0;
    } catch {
      // The stream meets the same trouble and shows it; a lost session is renewed there.
    }
    if (missingAfter() !== null) await pause(backoffMs(failures), signal);
  }
}
