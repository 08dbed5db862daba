import { setTimeout as sleep } from 'node:timers/promises';
import { chanceOf } from './random.ts';

/**
 * `before`: the call never happens and its caller is told so; `after`: it happens and its answer is lost; `slow`: it
 * happens later than asked; `twice`: it happens again after it was answered; `late`: it is answered and happens then.
 */
export type FaultKind = 'before' | 'after' | 'slow' | 'twice' | 'late';

/** Share of calls that go wrong in each way, for each place between two steps of a message's way. */
const odds = {
  // message row written
  accept: { before: 0.08, after: 0.15, slow: 0.1 },
  // signal sent
  ringMessage: { before: 0.15, after: 0.1, twice: 0.15, late: 0.15 },
  ringControl: { before: 0.25, after: 0.1, twice: 0.15, late: 0.2 },
  // run picked up, rows claimed
  load: { before: 0.1, after: 0.15, slow: 0.1 },
  open: { before: 0.1, after: 0.15, slow: 0.2 },
  // fence checked, text released
  begin: { before: 0.05, after: 0.08, slow: 0.15 },
  release: { before: 0.03, after: 0.04, slow: 0.15 },
  // answer committed, turn ended
  commit: { before: 0.1, after: 0.2, slow: 0.25 },
  end: { before: 0.1, after: 0.2, slow: 0.2 },
  handOver: { before: 0.1, after: 0.2, slow: 0.2 },
  see: { before: 0.1, after: 0.1, slow: 0.2 },
  // an operator's act
  control: { before: 0.1, after: 0.15, slow: 0.2 },
} as const satisfies Record<string, Partial<Record<FaultKind, number>>>;

export type Seam = keyof typeof odds;

/** So that retries come to an end. */
const faultsPerSeamMax = 2;
const slowMsMax = 600;
const lateMsMax = 2_500;

interface Entry {
  readonly words: readonly (string | number)[];
  readonly calls: Map<Seam, { count: number; faults: number }>;
  readonly happened: string[];
}

/** Which call of which conversation goes wrong, and how: decided by the seed and the call's number alone. */
export function createFaultBook() {
  const entries = new Map<string, Entry>();
  const loose = new Set<Promise<unknown>>();

  function draw(seam: Seam, conversationId: string) {
    const entry = entries.get(conversationId);
    if (!entry) return undefined;
    const calls = entry.calls.get(seam) ?? { count: 0, faults: 0 };
    entry.calls.set(seam, calls);
    calls.count += 1;
    const chance = chanceOf(...entry.words, seam, calls.count);
    const kind = calls.faults < faultsPerSeamMax ? kindFor(seam, chance.next()) : undefined;
    if (!kind) return undefined;
    calls.faults += 1;
    entry.happened.push(`${seam} ${calls.count} ${kind}`);
    return { kind, chance };
  }

  /** The call, with what the book says goes wrong with it. */
  async function run<T>(seam: Seam, conversationId: string, call: () => Promise<T>): Promise<T> {
    const fault = draw(seam, conversationId);
    if (!fault) return await call();
    const { kind, chance } = fault;
    if (kind === 'before') throw broken();
    if (kind === 'slow') await sleep(chance.between(20, slowMsMax));
    if (kind === 'late') {
      keep(sleep(chance.between(50, lateMsMax)).then(call));
      // Only rings are late, and nobody reads their answer.
      return undefined as T;
    }
    const answer = await call();
    if (kind === 'twice') keep(call());
    if (kind === 'after') throw broken();
    return answer;
  }

  function keep(work: Promise<unknown>): void {
    const caught = work.catch(() => {}).finally(() => loose.delete(caught));
    loose.add(caught);
  }

  return {
    run,
    register: (conversationId: string, words: readonly (string | number)[]) =>
      void entries.set(conversationId, { words, calls: new Map(), happened: [] }),
    happened: (conversationId: string) => entries.get(conversationId)?.happened ?? [],
    /** Resolves when nothing that was to happen late is left. */
    async settled() {
      while (loose.size > 0) await Promise.all(loose);
    },
  };
}

export type FaultBook = ReturnType<typeof createFaultBook>;

function kindFor(seam: Seam, drawn: number): FaultKind | undefined {
  let edge = 0;
  for (const [kind, share] of Object.entries(odds[seam])) {
    edge += share;
    if (drawn < edge) return kind as FaultKind;
  }
  return undefined;
}

const broken = () => Object.assign(new Error('the connection is gone'), { code: 'ECONNRESET' });
