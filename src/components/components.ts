import type { ComponentRows } from '../database/components.ts';
import {
  allWell,
  type Components,
  ComponentUnavailable,
  everything,
  type GuardOptions,
  type Standing,
  scopesOf,
  stateIn,
} from '../domain/component.ts';
import { faultInWords, hasAnswered, isFault as isFaultByDefault } from '../domain/component-fault.ts';
import type { AlertKind, Incident } from '../domain/incident.ts';
import { createBreakers } from './breakers.ts';
import { createHalts } from './halts.ts';
import { keepFresh } from './keep-fresh.ts';
import { createRates } from './rates.ts';

interface Parts {
  readonly rows: ComponentRows;
  readonly log: { warn(details: object, text: string): void };
  readonly refreshMs?: number;
  /** How long one that is down is left alone before it is tried again, by the number of trials so far. */
  readonly trialInMs?: (trials: number) => number;
  /** How long one that is degraded by its error rate counts as such after it was last found so. */
  readonly degradedForMs?: number;
  /** What serves in a component's place, in words for operators. */
  readonly servesInstead?: (id: string) => string;
  /** Told of the incidents that this process opened or closed. */
  readonly onIncident?: (kind: AlertKind, incident: Incident) => void;
  readonly onCall?: (id: string, outcome: 'ok' | 'failed' | 'refused') => void;
}

export interface OpenComponents extends Components {
  /** Looks up at once what other processes may have written. */
  refresh(): Promise<void>;
  /** Those that aren't well. */
  unwell(): { readonly component: string; readonly state: 'degraded' | 'down' }[];
  /** Tells all processes what this one has found out by itself; opens an incident. */
  trouble(id: string, found: FoundTrouble): Promise<void>;
  recover(id: string): Promise<void>;
  /** Has a component that is down tried by this call, and no longer by those of customers. */
  addProbe(id: string, call: () => Promise<unknown>): void;
  close(): Promise<void>;
}

/** What somebody has found out about a component that isn't well. */
interface FoundTrouble {
  readonly state: 'degraded' | 'down';
  /** In our own words. */
  readonly reason: string;
  /** When one that is down may next be tried. */
  readonly trialInMs: number;
}

/** Live status of components in this process, kept level with the other processes' by way of the database. */
export async function openComponents(parts: Parts): Promise<OpenComponents> {
  const { rows, log, refreshMs = 1_000, trialInMs = trialInMsDefault, onIncident = () => {} } = parts;
  const { servesInstead = () => 'nothing', onCall = () => {}, degradedForMs = degradedForMsDefault } = parts;
  let standing: Standing = allWell;
  let looks = 0;
  let newestLook = 0;
  const halts = createHalts();
  const probes = new Map<string, () => Promise<unknown>>();
  const probing = new Set<string>();
  const breakers = createBreakers((id, error) => void report(id, error));
  const rates = createRates();

  async function refresh(): Promise<void> {
    looks += 1;
    const look = looks;
    const found = await rows.standing();
    // One that began later has ended before: what this one saw may be older.
    if (look < newestLook) return;
    newestLook = look;
    const before = standing;
    standing = found;
    for (const id of before.troubles.keys()) if (!standing.troubles.has(id)) forget(id);
    halts.halt(standing.paused);
    for (const [id, { state, byRate, trialAt }] of standing.troubles) {
      if (state === 'down') void probe(id);
      else if (byRate && trialAt.getTime() <= Date.now())
        await restore(id, 'its calls have not failed lately', { isOver: true });
    }
  }

  function forget(id: string): void {
    breakers.forget(id);
    rates.forget(id);
  }

  /** What a call says of how often its component fails. It never holds the call up. */
  function rate(id: string, isFault: boolean): void {
    const judged = rates.note(id, isFault);
    const known = standing.troubles.get(id);
    const change =
      judged === 'degraded' && (!known || known.byRate)
        ? degrade(id)
        : judged === 'ok' && known?.byRate
          ? restore(id, 'its calls succeed again', { isOver: false })
          : undefined;
    change?.catch((error) => log.warn({ component: id, error }, 'how often it fails could not be told'));
  }

  async function degrade(id: string): Promise<void> {
    const found = { reason: 'too many of its calls fail', holdsMs: degradedForMs };
    const opened = await rows.degrade(id, { ...found, serves: servesInstead(id) });
    if (opened) onIncident('opened', opened);
    await refresh();
  }

  async function restore(id: string, because: string, how: { isOver: boolean }): Promise<void> {
    const closed = await rows.restore(id, because, how);
    if (!closed) return;
    onIncident('closed', closed);
    await refresh();
  }

  async function probe(id: string): Promise<void> {
    const call = probes.get(id);
    if (!call || probing.has(id)) return;
    probing.add(id);
    await tryOut(id, call, isFaultByDefault).catch(() => {});
    probing.delete(id);
  }

  async function trouble(id: string, found: FoundTrouble): Promise<void> {
    const opened = await rows.trouble(id, { ...found, serves: servesInstead(id) });
    if (opened) onIncident('opened', opened);
    await refresh();
  }

  /** This process has seen enough: it is told to all. */
  async function report(id: string, error: unknown): Promise<void> {
    const found = { state: 'down', reason: faultInWords(error), trialInMs: trialInMs(0) } as const;
    await trouble(id, found).catch((failure) =>
      log.warn({ component: id, error: failure }, 'the other processes could not be told that it is down'),
    );
  }

  async function recover(id: string): Promise<void> {
    const closed = await rows.recover(id, 'it answers again');
    if (closed) onIncident('closed', closed);
    await refresh();
  }

  /** Whether this process alone may try it now. */
  async function mayTry(id: string): Promise<boolean> {
    const { trialAt } = standing.troubles.get(id) ?? { trialAt: new Date(0) };
    return trialAt.getTime() <= Date.now() && (await rows.claimTrial(id, trialInMs));
  }

  async function tryOut<T>(id: string, call: () => Promise<T>, isFault: (error: unknown) => boolean) {
    if (!(await mayTry(id))) throw new ComponentUnavailable(id, 'down');
    const result = await call().catch(async (error: unknown) => {
      if (!isFault(error) && hasAnswered(error)) await recover(id);
      throw error;
    });
    await recover(id);
    return result;
  }

  const close = await keepFresh(refresh, { everyMs: refreshMs, log });

  return {
    stateOf(id) {
      const state = stateIn(standing, id);
      return state !== 'paused' && breakers.isOpen(id) ? 'down' : state;
    },
    pauseOf: (assistant) => standing.paused.get(everything) ?? standing.paused.get(assistant),
    troubleOf: (id) => standing.troubles.get(id),
    unwell: () => [...standing.troubles].map(([component, { state }]) => ({ component, state })),
    refresh,
    trouble,
    recover,
    close,
    addProbe: (id, call) => void probes.set(id, call),
    async guarded<T>(
      id: string,
      call: (halt: AbortSignal) => Promise<T>,
      { isFault = isFaultByDefault }: GuardOptions = {},
    ): Promise<T> {
      const halt = halts.open(scopesOf(id), new ComponentUnavailable(id, 'paused'));
      try {
        const state = stateIn(standing, id);
        if (state === 'paused') throw new ComponentUnavailable(id, 'paused');
        if (state === 'down' && probes.has(id)) throw new ComponentUnavailable(id, 'down');
        const run = () => call(halt.signal);
        const result =
          state === 'down' ? await tryOut(id, run, isFault) : await breakers.run(id, run, { isFault });
        onCall(id, 'ok');
        rate(id, false);
        return result;
      } catch (error) {
        const wasMade = !(error instanceof ComponentUnavailable);
        onCall(id, !wasMade ? 'refused' : isFault(error) ? 'failed' : 'ok');
        if (wasMade) rate(id, isFault(error));
        throw error;
      } finally {
        halt.close();
      }
    },
  };
}

const degradedForMsDefault = 120_000;

/** 5 s, 10 s, 20 s, then each 30 s. */
const trialInMsDefault = (trials: number) => Math.min(5_000 * 2 ** Math.min(trials, 10), 30_000);
