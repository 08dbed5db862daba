import { sql, type Transaction } from 'kysely';
import type { Database } from './open-database.ts';
import type { Schema } from './schema.ts';

/** What was known of a document when it was last read. */
export interface KnownDocument {
  readonly path: string;
  readonly isRefused: boolean;
  /** Why it was refused, perhaps cut short. */
  readonly reason: string | null;
  readonly stamp: string | null;
  readonly hash: string | null;
  readonly readingVersion: number | null;
}

/** A document as it is stored, whole. */
export interface DocumentToWrite {
  readonly path: string;
  readonly stamp: string;
  readonly hash: string;
  readonly readingVersion: number;
  readonly title: string;
  readonly url?: string;
  readonly language?: string;
  /** The text search configuration of its language; one that this PostgreSQL hasn't got counts as `simple`. */
  readonly configuration: string;
  readonly passages: readonly PassageToWrite[];
}

/** A document that was not taken. */
export interface RefusedDocument {
  readonly path: string;
  readonly stamp: string;
  readonly readingVersion: number;
  readonly reason: string;
}

/** A passage with the words by which it is found, each list with spaces between. */
export interface PassageToWrite {
  readonly title: string;
  readonly text: string;
  readonly documentWords: string;
  readonly keywordWords: string;
  readonly headingWords: string;
  readonly textWords: string;
  /** Every word once, without accents. */
  readonly plainWords: string;
  readonly wordsCount: number;
  readonly vectorKey: string;
}

/** Another worker keeps the base now: nothing was written. */
export class NotHeld extends Error {
  override readonly name = 'NotHeld';
}

/** The documents of one base, for the worker that holds it; writing throws NotHeld for any other. */
export function createKnowledgeDocuments(db: Database, baseId: number, holder: string) {
  const asHolder = <T>(write: (tx: Transaction<Schema>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (tx) => {
      // The lock on this row lets no successor write until we are done.
      const { numUpdatedRows } = await tx
        .updateTable('knowledge_bases')
        .set({ revision: sql<number>`revision + 1` })
        .where('id', '=', baseId)
        .where('held_by', '=', holder)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new NotHeld();
      return write(tx);
    });

  return {
    async known(): Promise<KnownDocument[]> {
      const rows = await db
        .selectFrom('knowledge_documents')
        .select(['path', 'state', 'reason', 'stamp', 'hash', 'reading_version'])
        .where('base_id', '=', baseId)
        .execute();
      return rows.map(({ state, reading_version, ...row }) => ({
        ...row,
        isRefused: state === 'refused',
        readingVersion: reading_version,
      }));
    },

    /** Names new documents before they are read, so that everybody sees what is to come. */
    async announce(paths: readonly string[]): Promise<void> {
      await sql`insert into knowledge_documents (base_id, path)
        select ${baseId}::int, path from unnest(${paths}::text[]) as path
        on conflict (base_id, path) do nothing`.execute(db);
    },

    /** The file has another time or place on the disk, and the same content. */
    async touch(path: string, stamp: string): Promise<void> {
      const row = db
        .updateTable('knowledge_documents')
        .where('base_id', '=', baseId)
        .where('path', '=', path);
      await row.set({ stamp }).execute();
    },

    /** Until this has ended, searches find the version before. */
    write: (document: DocumentToWrite): Promise<void> =>
      asHolder(async (tx) => {
        const configuration = await configurationIn(tx, document.configuration);
        const { passages, path, stamp, hash, readingVersion, title, url, language } = document;
        const facts = {
          ...{ state: 'ready' as const, reason: null, stamp, hash, reading_version: readingVersion, title },
          ...{ url: url ?? null, language: language ?? null, passages: passages.length, read_at: new Date() },
        };
        const { id } = await tx
          .insertInto('knowledge_documents')
          .values({ base_id: baseId, path, ...facts })
          .onConflict((conflict) => conflict.columns(['base_id', 'path']).doUpdateSet(facts))
          .returning('id')
          .executeTakeFirstOrThrow();
        await sql`update knowledge_passages set number = -1 - number where document_id = ${id}`.execute(tx);
        const counted = withOccurrences(passages);
        for (let from = 0; from < counted.length; from += rowsPerStatement) {
          const rows = counted.slice(from, from + rowsPerStatement);
          await writePassages(tx, { baseId, documentId: id, configuration, from, rows });
        }
        await sql`delete from knowledge_passages where document_id = ${id} and number < 0`.execute(tx);
      }),

    /** What it held before can still be found; the status tells why it isn't new. */
    refuse: (refused: RefusedDocument): Promise<void> =>
      asHolder(async (tx) => {
        const { path, stamp, reason, readingVersion } = refused;
        const told = reason.slice(0, reasonTextMax);
        const facts = { state: 'refused' as const, reason: told, stamp, reading_version: readingVersion };
        await tx
          .insertInto('knowledge_documents')
          .values({ base_id: baseId, path, ...facts })
          .onConflict((conflict) => conflict.columns(['base_id', 'path']).doUpdateSet(facts))
          .execute();
      }),

    /** Documents whose files are gone. */
    remove: (paths: readonly string[]): Promise<void> =>
      asHolder(async (tx) => {
        await sql`delete from knowledge_documents
          where base_id = ${baseId} and path = any(${paths}::text[])`.execute(tx);
      }),
  };
}

export type KnowledgeDocuments = ReturnType<typeof createKnowledgeDocuments>;

async function configurationIn(tx: Transaction<Schema>, name: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select cfgname as name from pg_ts_config
    where cfgname = ${name} and cfgnamespace = 'pg_catalog'::regnamespace`.execute(tx);
  return rows[0]?.name ?? 'simple';
}

interface PassageRows {
  readonly baseId: number;
  readonly documentId: number;
  readonly configuration: string;
  /** The number of the first. */
  readonly from: number;
  readonly rows: readonly CountedPassage[];
}

interface CountedPassage extends PassageToWrite {
  /** How many like it come before it in the document. */
  readonly occurrence: number;
}

function withOccurrences(passages: readonly PassageToWrite[]): CountedPassage[] {
  const seen = new Map<string, number>();
  return passages.map((passage) => {
    const occurrence = seen.get(passage.vectorKey) ?? 0;
    seen.set(passage.vectorKey, occurrence + 1);
    return { ...passage, occurrence };
  });
}

/**
 * A passage's id comes from what it says and where, so that one that stays the same stays the same for whoever has
 * seen it. Its title counts most, then the document's.
 */
async function writePassages(tx: Transaction<Schema>, given: PassageRows): Promise<void> {
  const { baseId, documentId, configuration, from, rows } = given;
  await sql`insert into knowledge_passages
      (id, base_id, document_id, number, title, text, words_count, configuration, stems, words, vector_key)
    select md5(${documentId}::bigint || '/' || "vectorKey" || '/' || occurrence)::uuid,
      ${baseId}::int, ${documentId}::bigint, ${from}::int + ordinal, title, text, "wordsCount", ${configuration},
      setweight(to_tsvector(${configuration}::regconfig, "headingWords"), 'A')
        || setweight(to_tsvector(${configuration}::regconfig, "documentWords"), 'B')
        || setweight(to_tsvector(${configuration}::regconfig, "keywordWords"), 'C')
        || to_tsvector(${configuration}::regconfig, "textWords"),
      array_to_tsvector(string_to_array("plainWords", ' ')), "vectorKey"
    from rows from (json_to_recordset(${JSON.stringify(rows)}::json) as (title text, text text,
      "documentWords" text, "keywordWords" text, "headingWords" text, "textWords" text, "plainWords" text,
      "wordsCount" int, "vectorKey" text, occurrence int)) with ordinality as each (title, text, "documentWords",
      "keywordWords", "headingWords", "textWords", "plainWords", "wordsCount", "vectorKey", occurrence, ordinal)
    on conflict (id) do update set number = excluded.number, words_count = excluded.words_count,
      configuration = excluded.configuration, stems = excluded.stems, words = excluded.words`.execute(tx);
}

const rowsPerStatement = 100;
const reasonTextMax = 300;
