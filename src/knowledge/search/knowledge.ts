import { createKnowledgeSearch, type SearchedBase } from '../../database/knowledge-search.ts';
import { createKnowledgeVectors } from '../../database/knowledge-vectors.ts';
import type { Database } from '../../database/open-database.ts';
import { cleanText } from '../../domain/clean-text.ts';
import type { Embedder } from '../../domain/embedder.ts';
import type { Findings, FoundPassage, KnowledgeQuery } from '../../domain/knowledge.ts';
import { detectLanguage } from '../../language/detect-language.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';
import { configurationOf } from '../text-search-configuration.ts';
import { type Fused, fuse, type Places } from './fuse.ts';
import { createLexicons } from './lexicons.ts';
import { planQuestion } from './plan-question.ts';
import { unlessAborted } from './unless-aborted.ts';
import { createVectorSearch } from './vector-search.ts';

export interface KnowledgeParts {
  readonly db: Database;
  /** The assistant's embedding model; undefined where it has none: then words alone are compared. */
  readonly embedderFor: (assistant: string) => Embedder | undefined;
  readonly log: KnowledgeLog;
}

/** A passage with what the searches say of it. */
export interface RankedPassage extends FoundPassage {
  /** Its document's path within the base's folder. */
  readonly document: string;
  readonly score: number;
  readonly places: Places;
}

/** Finds passages by their words and, where there is an embedding model, by their meaning. */
export function createKnowledge({ db, embedderFor, log }: KnowledgeParts) {
  const store = createKnowledgeSearch(db);
  const lexicons = createLexicons(store, log);
  const byVectors = createVectorSearch({ vectors: createKnowledgeVectors(db), embedderFor, log });

  async function byWords(bases: readonly SearchedBase[], text: string, configuration: string | undefined) {
    const lexicon = await lexicons.of(bases);
    const wanted = await planQuestion(text, lexicon);
    if (wanted.length === 0 || lexicon.configurations.length === 0) return [];
    const { configurations } = lexicon;
    const own = configuration && configurations.includes(configuration) ? configuration : undefined;
    const baseIds = bases.map(({ id }) => id);
    const limit = knowledgeBounds.candidatesMax;
    return store.byWords({ baseIds, configurations, configuration: own, wanted, limit });
  }

  async function find(query: KnowledgeQuery): Promise<Findings<RankedPassage>> {
    const { assistant, bases: names, text, limit, signal, call } = query;
    const question = cleanText(text.slice(0, knowledgeBounds.queryTextMax));
    const count = Math.min(Math.trunc(limit), knowledgeBounds.resultsMax);
    const bases = question === '' || !(count > 0) ? [] : await store.bases(assistant, [...new Set(names)]);
    if (bases.length === 0) return { passages: [], meaning: 'off' };
    const language = detectLanguage([question]);
    const configuration = language === undefined ? undefined : configurationOf(language);
    const [words, { meaning, candidates }] = await Promise.all([
      byWords(bases, question, configuration),
      byVectors({ assistant, bases, text: question, signal, call }),
    ]);
    signal?.throwIfAborted();
    const best = fuse({ words, meaning: candidates }, configuration).slice(0, count);
    return { passages: await passagesOf(best), meaning };
  }

  async function passagesOf(best: readonly Fused[]): Promise<readonly RankedPassage[]> {
    if (best.length === 0) return [];
    const stored = await store.passages(best.map(({ id }) => id));
    const found = new Map(stored.map((passage) => [passage.passageId, passage]));
    return best.flatMap(({ id, score, places }) => {
      const passage = found.get(id);
      return passage ? [{ ...passage, score, places }] : [];
    });
  }

  return { search: (query: KnowledgeQuery) => unlessAborted(find(query), query.signal) };
}
