import type { ComponentRows } from '../database/components.ts';
import {
  allWell,
  type Components,
  ComponentUnavailable,
  type GuardOptions,
  type Standing,
  scopesOf,
  stateIn,
} from '../domain/component.ts';
import { faultInWords, hasAnswered, isFault as isFaultByDefault } from '../domain/component-fault.ts';
import { createBreakers } from './breakers.ts';
import { createHalts } from './halts.ts';
import { keepFresh } from './keep-fresh.ts';

interface Parts {
  readonly rows: ComponentRows;
  readonly log: { warn(details: object, text: string): void };
  readonly refreshMs?: number;
  /** How long one that is down is left alone before it is tried again, by the number of trials so far. */
  readonly trialInMs?: (trials: number) => number;
}

export interface OpenComponents extends Components {
  /** Looks up at once what other processes may have written. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Live status of components in this process, kept level with the other processes' by way of the database. */
export async function openComponents(parts: Parts): Promise<OpenComponents> {
  const { rows, log, refreshMs = 1_000, trialInMs = trialInMsDefault } = parts;
  let standing: Standing = allWell;
  const halts = createHalts();
  const breakers = createBreakers((id, error) => void report(id, error));

  async function refresh(): Promise<void> {
    const before = standing;
    standing = await rows.standing();
    for (const id of before.troubles.keys()) if (!standing.troubles.has(id)) breakers.forget(id);
    halts.halt(standing.paused);
  }

  /** This process has seen enough: it is told to all. */
  async function report(id: string, error: unknown): Promise<void> {
    try {
      await rows.trouble(id, { state: 'down', reason: faultInWords(error), trialInMs: trialInMs(0) });
      await refresh();
    } catch (failure) {
      log.warn({ component: id, error: failure }, 'the other processes could not be told that it is down');
    }
  }

  async function tryOut<T>(id: string, call: () => Promise<T>, isFault: (error: unknown) => boolean) {
    const { trialAt } = standing.troubles.get(id) ?? { trialAt: new Date(0) };
    const isDue = trialAt.getTime() <= Date.now() && (await rows.claimTrial(id, trialInMs));
    if (!isDue) throw new ComponentUnavailable(id, 'down');
    const result = await call().catch(async (error: unknown) => {
      if (!isFault(error) && hasAnswered(error)) await recover(id);
      throw error;
    });
    await recover(id);
    return result;
  }

  async function recover(id: string): Promise<void> {
    await rows.recover(id);
    await refresh();
  }

  const ends = await keepFresh(refresh, { everyMs: refreshMs, log });

  function stateOf(id: string) {
    const state = stateIn(standing, id);
    return state !== 'paused' && breakers.isOpen(id) ? 'down' : state;
  }

  return {
    stateOf,
    troubleOf: (id) => standing.troubles.get(id),
    refresh,
    close: ends,
    async guarded<T>(
      id: string,
      call: (halt: AbortSignal) => Promise<T>,
      { isFault = isFaultByDefault }: GuardOptions = {},
    ): Promise<T> {
      const state = stateIn(standing, id);
      if (state === 'paused') throw new ComponentUnavailable(id, 'paused');
      const halt = halts.open(scopesOf(id), new ComponentUnavailable(id, 'paused'));
      try {
        const run = () => call(halt.signal);
        return state === 'down' ? await tryOut(id, run, isFault) : await breakers.run(id, run, { isFault });
      } finally {
        halt.close();
      }
    },
  };
}

/** 5 s, 10 s, 20 s, then each 30 s. */
const trialInMsDefault = (trials: number) => Math.min(5_000 * 2 ** Math.min(trials, 10), 30_000);
