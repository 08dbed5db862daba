import { setTimeout as sleep } from 'node:timers/promises';
import type { Candidate, SearchedBase } from '../../database/knowledge-search.ts';
import type { KnowledgeVectors, VectorSpace } from '../../database/knowledge-vectors.ts';
import { openBreather } from '../breather.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';

interface Remembered {
  readonly revision: number;
  readonly passages: readonly { readonly id: string; readonly configuration: string; readonly key: string }[];
  /** Of length 1, by key. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

/** Compares vectors in memory, exactly, for databases that can't; loads only what is new, and lets others run meanwhile. */
export function createVectorMemory(store: KnowledgeVectors, log: KnowledgeLog) {
  const remembered = new Map<string, Remembered>();
  const loading = new Map<string, Promise<Remembered | undefined>>();

  async function load(name: string, base: SearchedBase, space: VectorSpace): Promise<Remembered | undefined> {
    try {
      const before = remembered.get(name)?.vectors;
      const passages = await store.keys(base.id);
      const keys = [...new Set(passages.map(({ key }) => key))];
      if (keys.length * space.dimensions * 4 > bytesMax) {
        if (!tooMany.has(name))
          log.warn({ base: base.name }, 'too many vectors: knowledge is found by words alone');
        tooMany.add(name);
        return undefined;
      }
      const vectors = new Map<string, Float32Array>();
      for (const key of keys) {
        const known = before?.get(key);
        if (known) vectors.set(key, known);
      }
      const missing = keys.filter((key) => !vectors.has(key));
      for (let from = 0; from < missing.length; from += keysPerRead) {
        const read = await store.read(missing.slice(from, from + keysPerRead), space);
        for (const [key, vector] of read) vectors.set(key, normalised(vector));
      }
      const result = { revision: base.revision, passages, vectors };
      keep(name, result);
      return result;
    } catch (error) {
      log.warn({ base: base.name, error }, 'vectors could not be read: knowledge is found by words alone');
      return undefined;
    } finally {
      loading.delete(name);
    }
  }

  /** The one that was not asked for longest goes first. */
  function keep(name: string, result: Remembered): void {
    remembered.delete(name);
    remembered.set(name, result);
    for (const oldest of remembered.keys()) {
      if (bytesOf(remembered) <= bytesMax || oldest === name) return;
      remembered.delete(oldest);
    }
  }
  const tooMany = new Set<string>();

  async function of(base: SearchedBase, space: VectorSpace): Promise<Remembered | undefined> {
    const name = JSON.stringify([base.id, space.model, space.dimensions]);
    const known = remembered.get(name);
    if (known?.revision === base.revision) {
      remembered.delete(name);
      remembered.set(name, known);
      return known;
    }
    const loaded = loading.get(name) ?? load(name, base, space);
    loading.set(name, loaded);
    const fresh = await Promise.race([loaded, sleep(knowledgeBounds.warmUpMs, undefined, { ref: false })]);
    return fresh ?? known;
  }

  return {
    /** The nearest passages by cosine, best first, of the bases that are loaded; undefined while none is. */
    async nearest(
      bases: readonly SearchedBase[],
      { model, dimensions }: VectorSpace,
      question: Float32Array,
      limit: number,
    ): Promise<Candidate[] | undefined> {
      const asked = normalised(question);
      const all: Candidate[] = [];
      const loaded = await Promise.all(bases.map((base) => of(base, { model, dimensions })));
      if (loaded.every((known) => known === undefined)) return undefined;
      const breathe = openBreather();
      for (const known of loaded)
        for (const { id, configuration, key } of known?.passages ?? []) {
          const vector = known?.vectors.get(key);
          if (vector) all.push({ id, configuration, score: product(asked, vector) });
          await breathe();
        }
      return all.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
    },
  };
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(product(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function bytesOf(remembered: ReadonlyMap<string, Remembered>): number {
  let bytes = 0;
  for (const { vectors } of remembered.values())
    for (const vector of vectors.values()) {
      bytes += vector.byteLength * vectors.size;
      break;
    }
  return bytes;
}

const bytesMax = knowledgeBounds.vectorMegabytesMax * 1_000_000;
/** Read at once: taking in more would hold up the process. */
const keysPerRead = 100;
