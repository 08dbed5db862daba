import { createKnowledgeSearch, type SearchedBase } from '../../database/knowledge-search.ts';
import { createKnowledgeVectors } from '../../database/knowledge-vectors.ts';
import type { Database } from '../../database/open-database.ts';
import { cleanText } from '../../domain/clean-text.ts';
import type { Embedder } from '../../domain/embedder.ts';
import type { FoundPassage, Knowledge, KnowledgeQuery } from '../../domain/knowledge.ts';
import { detectLanguage } from '../../language/detect-language.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';
import { configurationOf } from '../text-search-configuration.ts';
import { fuse } from './fuse.ts';
import { createLexicons } from './lexicons.ts';
import { planQuestion } from './plan-question.ts';
import { createVectorSearch } from './vector-search.ts';

export interface KnowledgeParts {
  readonly db: Database;
  /** The assistant's embedding model; undefined where it has none: then words alone are compared. */
  readonly embedderFor: (assistant: string) => Embedder | undefined;
  readonly log: KnowledgeLog;
}

/** Finds passages by their words and, where there is an embedding model, by their meaning. */
export function createKnowledge({ db, embedderFor, log }: KnowledgeParts): Knowledge {
  const store = createKnowledgeSearch(db);
  const lexicons = createLexicons(store, log);
  const byVectors = createVectorSearch({ vectors: createKnowledgeVectors(db), embedderFor, log });

  async function byWords(bases: readonly SearchedBase[], text: string, configuration: string | undefined) {
    const lexicon = await lexicons.of(bases);
    const wanted = planQuestion(text, lexicon);
    if (wanted.length === 0 || lexicon.configurations.length === 0) return [];
    const { configurations } = lexicon;
    const own = configuration && configurations.includes(configuration) ? configuration : undefined;
    const baseIds = bases.map(({ id }) => id);
    const limit = knowledgeBounds.candidatesMax;
    return store.byWords({ baseIds, configurations, configuration: own, wanted, limit });
  }

  async function find({ assistant, bases: names, text, limit, signal }: KnowledgeQuery) {
    const question = cleanText(text.slice(0, knowledgeBounds.queryTextMax));
    const count = Math.min(Math.trunc(limit), knowledgeBounds.resultsMax);
    if (question === '' || names.length === 0 || !(count > 0)) return [];
    const bases = await store.bases(assistant, [...new Set(names)]);
    if (bases.length === 0) return [];
    const language = detectLanguage([question]);
    const configuration = language === undefined ? undefined : configurationOf(language);
    const lists = await Promise.all([
      byWords(bases, question, configuration),
      byVectors(assistant, bases, question, signal),
    ]);
    signal?.throwIfAborted();
    return inOrder(fuse(lists, configuration).slice(0, count));
  }

  async function inOrder(ids: readonly string[]): Promise<readonly FoundPassage[]> {
    if (ids.length === 0) return [];
    const found = new Map((await store.passages(ids)).map((passage) => [passage.passageId, passage]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  return { search: (query) => unlessAborted(find(query), query.signal) };
}

/** A query can't be called back from the database, but nobody waits for it any longer. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  work.catch(() => {});
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const giveUp = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
