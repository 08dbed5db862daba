import type { Unheard } from '../database/unheard.ts';
import type { Doorbell } from './doorbell.ts';
import type { StuckRuns } from './stuck-runs.ts';

interface Log {
  warn(details: object, text: string): void;
  error(details: object, text: string): void;
}

/** By then a workflow task that fails has failed some times. */
const stuckAfterMs = 15_000;

interface Sweep {
  readonly findUnheard: () => Promise<readonly Unheard[]>;
  readonly doorbell: Doorbell;
  readonly stuckRuns: StuckRuns;
  readonly log: Log;
  readonly intervalMs?: number;
}

/**
 * Rings again for what is durable and seems unheard: the process that wrote it died before it rang, or Temporal was
 * down. Ringing twice does no harm, so any number of processes may sweep. What has been rung for long may have a run
 * that can't go on: that one is ended, and the ring begins another.
 */
export function startSweeper({ findUnheard, doorbell, stuckRuns, log, intervalMs = 2_000 }: Sweep): {
  stop(): Promise<void>;
} {
  const stopped = new AbortController();
  const running = sweepUntil(stopped.signal);

  async function sweepUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(intervalMs, signal);
      if (signal.aborted) return;
      await sweep().catch((error) => log.warn({ error }, 'the sweep failed; it is tried again'));
    }
  }

  async function sweep(): Promise<void> {
    for (const unheard of await findUnheard()) {
      if (stopped.signal.aborted) return;
      if (unheard.ageMs >= stuckAfterMs) await endStuck(unheard.conversationId);
      await ringFor(doorbell, unheard);
    }
  }

  async function endStuck(conversationId: string): Promise<void> {
    try {
      if (await stuckRuns.end(conversationId))
        log.error({ conversationId }, 'a run could not go on, so it is begun anew');
    } catch (error) {
      // It may have no run at all; the ring tells whether Temporal answers.
      log.warn({ conversationId, error }, 'could not see whether a run is stuck');
    }
  }

  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

async function ringFor(doorbell: Doorbell, unheard: Unheard): Promise<void> {
  const { conversationId, assistant } = unheard;
  const rung = { conversationId, assistant };
  if (unheard.kind === 'message') {
    const { id, channel, text, seq } = unheard;
    await doorbell.message({ ...rung, id, channel, text, seq });
  } else if (unheard.kind === 'decision') {
    const { approvalId, version, approved, reason, by } = unheard;
    const decision = approved ? 'approve' : 'reject';
    await doorbell.decide({
      ...rung,
      decision: { approvalId, version, decision, by, reason },
    });
  } else if (unheard.kind === 'event') {
    const { id, type, data } = unheard;
    await doorbell.event({ ...rung, id, type, data });
  } else if (unheard.kind === 'control') {
    const { fence, by, state } = unheard;
    if (state === 'taken') await doorbell.takeOver({ ...rung, by, fence });
    else if (state === 'back') await doorbell.handBack({ ...rung, by, fence });
    else await doorbell.close({ ...rung, by, reason: 'closed', fence });
  } else await doorbell.wakeUp(rung);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
