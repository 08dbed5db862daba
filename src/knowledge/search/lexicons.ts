import { setTimeout as sleep } from 'node:timers/promises';
import type { KnowledgeSearch, SearchedBase } from '../../database/knowledge-search.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';

interface Kept {
  readonly lexicon: Lexicon;
  readonly revisions: string;
  readonly madeAt: number;
  readonly tookMs: number;
}

/** Lexicons of the bases that are searched, made anew when what they hold has changed. */
export function createLexicons(store: KnowledgeSearch, log: KnowledgeLog) {
  const kept = new Map<string, Kept>();
  const making = new Map<string, Promise<Kept | undefined>>();

  async function make(key: string, bases: readonly SearchedBase[]): Promise<Kept | undefined> {
    const startedAt = performance.now();
    try {
      const all = await Promise.all(bases.map(({ id }) => store.configurations(id)));
      const lists = [];
      for (const [index, { id }] of bases.entries())
        for (const configuration of all[index] ?? [])
          lists.push(await store.lexicon(id, configuration, knowledgeBounds.lexiconWordsMax));
      const lexicon = await createLexicon([...new Set(all.flat())], lists.flat());
      const made = { lexicon, revisions: revisionsOf(bases), madeAt: performance.now(), tookMs: 0 };
      const result = { ...made, tookMs: made.madeAt - startedAt };
      keep(key, result);
      return result;
    } catch (error) {
      log.warn(
        { error },
        'the words of the knowledge could not be read: slips and compounds are not understood',
      );
      return undefined;
    } finally {
      making.delete(key);
    }
  }

  function keep(key: string, made: Kept): void {
    kept.delete(key);
    kept.set(key, made);
    const oldest = kept.keys().next().value;
    if (kept.size > lexiconsMax && oldest !== undefined) kept.delete(oldest);
  }

  return {
    /** What is known of their words; a slow one is not waited for, and a stale one does while it is made anew. */
    async of(bases: readonly SearchedBase[]): Promise<Lexicon> {
      const sorted = bases.toSorted((a, b) => a.id - b.id);
      const key = sorted.map(({ id }) => id).join();
      const known = kept.get(key);
      if (known?.revisions === revisionsOf(sorted)) return known.lexicon;
      // While thousands of documents come in, making lexicons must not be all that the database does.
      const restMs = known ? known.tookMs * restTimes - (performance.now() - known.madeAt) : 0;
      if (known && restMs > 0) return known.lexicon;
      const made = making.get(key) ?? make(key, sorted);
      making.set(key, made);
      const fresh = await Promise.race([made, sleep(knowledgeBounds.warmUpMs, undefined, { ref: false })]);
      if (fresh) return fresh.lexicon;
      if (known) return known.lexicon;
      const configurations = await Promise.all(sorted.map(({ id }) => store.configurations(id)));
      return createLexicon([...new Set(configurations.flat())], []);
    },
  };
}

const revisionsOf = (bases: readonly SearchedBase[]) => bases.map(({ revision }) => revision).join();

const restTimes = 10;
/** Sets of bases that are searched together; each may take some megabytes. */
const lexiconsMax = 50;
