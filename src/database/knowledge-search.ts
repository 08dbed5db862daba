import { sql } from 'kysely';
import type { FoundPassage } from '../domain/knowledge.ts';
import type { Database } from './open-database.ts';

/** One way in which an asked word may stand in a passage. */
export interface Wanted {
  /** Which part of the question it stands for; of a part, the best that a passage has counts. */
  readonly part: number;
  /** The question's word that it stands for. */
  readonly of: string;
  /** `stem`: in any form, by the rules of each passage's language. `word`: just so, without accents. `prefix`: beginning so. */
  readonly kind: 'stem' | 'word' | 'prefix';
  readonly word: string;
  readonly weight: number;
  /** Counts only where nothing else is found for the question's word. */
  readonly isGuess?: boolean;
}

export interface WordSearch {
  readonly baseIds: readonly number[];
  /** Text search configurations of the bases' passages. */
  readonly configurations: readonly string[];
  /** The question's own, where its language is known: what it takes for stop words is not looked for at all. */
  readonly configuration?: string | undefined;
  readonly wanted: readonly Wanted[];
  readonly limit: number;
}

/** A base as a search needs it. */
export interface SearchedBase {
  readonly id: number;
  readonly name: string;
  readonly revision: number;
}

/** What a list of candidates says of a passage: more is better. */
export interface Candidate {
  readonly id: string;
  readonly score: number;
  /** The text search configuration of its language. */
  readonly configuration: string;
}

/** How often a word stands in the passages of one configuration. */
export interface LexiconRow {
  readonly configuration: string;
  readonly word: string;
  readonly passages: number;
}

/** Looks for passages by their words. */
export function createKnowledgeSearch(db: Database) {
  return {
    async bases(assistant: string, names: readonly string[]): Promise<SearchedBase[]> {
      const all = db.selectFrom('knowledge_bases').select(['id', 'name', 'revision']);
      return all.where('assistant', '=', assistant).where('name', 'in', names).execute();
    },

    /**
     * Passages with any of the words, by BM25 as far as PostgreSQL gives it: rare words, titles and short passages count
     * more, and a little what else the document says.
     */
    async byWords(search: WordSearch): Promise<Candidate[]> {
      const { baseIds, configurations, configuration, wanted, limit } = search;
      const { rows } = await sql<Candidate>`
        with asked as (
          select * from json_to_recordset(${JSON.stringify(wanted)}::json)
            as asked (part int, of text, kind text, word text, weight real, "isGuess" boolean)
          where ${configuration ?? null}::text is null
            or length(to_tsvector(${configuration ?? 'simple'}::regconfig, of)) > 0),
        wanted as (
          select row_number() over () as wanting, * from (
            select part, of, "isGuess", 'stem' as kind, configuration, max(weight) as weight,
              (quote_literal(lexeme))::tsquery as query
            from asked cross join unnest(${configurations}::text[]) as configuration
              cross join lateral unnest(to_tsvector(configuration::regconfig, word)) as stem
            where kind = 'stem' group by part, of, "isGuess", configuration, lexeme
            union all
            select part, of, "isGuess", kind, null, weight,
              (quote_literal(word) || case kind when 'prefix' then ':*' else '' end)::tsquery
            from asked where kind <> 'stem') as each),
        matched as (
          select wanting, part, of, "isGuess", weight, p.id, p.document_id, p.configuration,
            ts_rank(${fieldWeights}::real[], p.stems, query) as rank
          from wanted join knowledge_passages p on p.stems @@ query
          where kind = 'stem' and p.configuration = wanted.configuration and p.base_id = any(${baseIds}::int[])
          union all
          select wanting, part, of, "isGuess", weight, p.id, p.document_id, p.configuration, ${plainRank}::real
          from wanted join knowledge_passages p on p.words @@ query
          where kind <> 'stem' and p.base_id = any(${baseIds}::int[])),
        known as (
          select distinct of from matched
          where "isGuess" is null and configuration = coalesce(${configuration ?? null}::text, configuration)),
        frequency as (select wanting, count(*) as passages from matched group by wanting),
        whole as (
          select count(*) as passages, avg(words_count) as words_count
          from knowledge_passages where base_id = any(${baseIds}::int[])),
        best as (
          select part, id, document_id,
            max(weight * rank
              * ln(1 + (whole.passages - frequency.passages + 0.5) / (frequency.passages + 0.5))) as score
          from matched join frequency using (wanting) cross join whole
          where "isGuess" is null or of not in (select of from known)
          group by part, id, document_id),
        in_passage as (select id, sum(score) as score from best group by id),
        in_document as (
          select document_id, sum(score) as score
          from (select document_id, part, max(score) as score from best group by document_id, part) as each
          group by document_id)
        select p.id, p.configuration,
          (in_passage.score / (1 - ${lengthShare}::float8 + ${lengthShare}::float8 * p.words_count / whole.words_count)
            + ${documentShare}::float8 * in_document.score)::float8 as score
        from in_passage join knowledge_passages p using (id) join in_document using (document_id) cross join whole
        order by score desc, id limit ${limit}`.execute(db);
      return rows;
    },

    /** The passages with these ids, in no order. */
    async passages(ids: readonly string[]): Promise<(FoundPassage & { readonly document: string })[]> {
      const rows = await db
        .selectFrom('knowledge_passages as p')
        .innerJoin('knowledge_documents as d', 'd.id', 'p.document_id')
        .select(['p.id', 'p.title', 'p.text', 'd.url', 'd.path'])
        .where(sql<boolean>`p.id = any(${ids}::uuid[])`)
        .execute();
      return rows.map(({ id, title, text, url, path }) => ({
        passageId: id,
        document: path,
        title,
        text,
        ...(url !== null && { url }),
      }));
    },

    async configurations(baseId: number): Promise<string[]> {
      const rows = await db
        .selectFrom('knowledge_passages')
        .select('configuration')
        .distinct()
        .where('base_id', '=', baseId)
        .execute();
      return rows.map(({ configuration }) => configuration);
    },

    /** The words of a base's passages in one language, the most frequent first. */
    async lexicon(baseId: number, configuration: string, wordsMax: number): Promise<LexiconRow[]> {
      // ts_stat takes a statement as text; a number and a name from PostgreSQL's own list are all that goes into it.
      const { rows } = await sql<LexiconRow>`
        select ${configuration}::text as configuration, word, ndoc as passages
        from ts_stat(format('select words from knowledge_passages where base_id = %s and configuration = %L',
          ${baseId}::int, ${configuration}::text))
        order by ndoc desc, word limit ${wordsMax}`.execute(db);
      return rows;
    },
  };
}

export type KnowledgeSearch = ReturnType<typeof createKnowledgeSearch>;

/** What a word counts in the text, among the document's keywords, in its title, in a heading. */
const fieldWeights = [0.4, 0.6, 0.8, 0.6];
/** What ts_rank gives a word that stands once in the text. */
const plainRank = 0.4 / 1.645;
/** How much a passage's length counts, from 0 to 1. */
const lengthShare = 0.15;
/** How much what stands in the same document counts, beside the passage itself. */
const documentShare = 0.25;
