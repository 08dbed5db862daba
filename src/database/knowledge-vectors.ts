import { sql } from 'kysely';
import type { Candidate } from './knowledge-search.ts';
import type { Database } from './open-database.ts';

/** An embedding model, as vectors are kept under it: those of two can't be compared. */
export interface VectorSpace {
  readonly model: string;
  readonly dimensions: number;
}

/** A text that has no vector yet. */
export interface Unembedded {
  readonly key: string;
  readonly title: string;
  readonly text: string;
}

/** The vectors of passages, by what was embedded. */
export function createKnowledgeVectors(db: Database) {
  return {
    /** Some passages of the base without a vector in that space, each text once. */
    async missing(baseId: number, { model, dimensions }: VectorSpace, limit: number): Promise<Unembedded[]> {
      const { rows } = await sql<Unembedded>`
        select distinct on (p.vector_key) p.vector_key as key, p.title, p.text from knowledge_passages p
        where p.base_id = ${baseId} and not exists (select from knowledge_vectors v
          where v.key = p.vector_key and v.model = ${model} and v.dimensions = ${dimensions})
        order by p.vector_key limit ${limit}`.execute(db);
      return rows;
    },

    async write(
      baseId: number,
      { model, dimensions }: VectorSpace,
      vectors: readonly { readonly key: string; readonly vector: Float32Array }[],
    ): Promise<void> {
      const keys = vectors.map(({ key }) => key);
      const texts = vectors.map(({ vector }) => arrayText(vector));
      await db.transaction().execute(async (tx) => {
        await sql`insert into knowledge_vectors (model, dimensions, key, vector)
          select ${model}::text, ${dimensions}::int, key, vector::real[]
          from unnest(${keys}::text[], ${texts}::text[]) as each (key, vector)
          on conflict do nothing`.execute(tx);
        await sql`update knowledge_bases set revision = revision + 1 where id = ${baseId}`.execute(tx);
      });
    },

    /** Takes away what belongs to no passage, and what an earlier model made of this base's alone. */
    async prune(baseId: number, space: VectorSpace | undefined): Promise<void> {
      await sql`delete from knowledge_vectors v where not exists (
        select from knowledge_passages p where p.vector_key = v.key)`.execute(db);
      if (!space) return;
      await sql`delete from knowledge_vectors v
        where (v.model, v.dimensions) is distinct from (${space.model}::text, ${space.dimensions}::int)
          and exists (select from knowledge_passages p where p.vector_key = v.key and p.base_id = ${baseId})
          and not exists (select from knowledge_passages p where p.vector_key = v.key and p.base_id <> ${baseId})
      `.execute(db);
    },

    /** Whether the database compares vectors itself. */
    async hasExtension(): Promise<boolean> {
      const { rows } = await sql`select from pg_extension where extname = 'vector'`.execute(db);
      return rows.length > 0;
    },

    /** The nearest passages by cosine, compared in the database: only where `hasExtension`. */
    async nearest(
      baseIds: readonly number[],
      { model, dimensions }: VectorSpace,
      question: Float32Array,
      limit: number,
    ): Promise<Candidate[]> {
      const asked = `[${question.join(',')}]`;
      // `offset 0` keeps the distance from being reckoned twice a row.
      const { rows } = await sql<Candidate>`
        select id, configuration, 1 - distance as score from (
          select p.id, p.configuration, v.vector::vector <=> ${asked}::vector as distance
          from knowledge_passages p join knowledge_vectors v on v.key = p.vector_key
          where p.base_id = any(${baseIds}::int[]) and v.model = ${model} and v.dimensions = ${dimensions}
          offset 0) as each
        order by distance, id limit ${limit}`.execute(db);
      return rows;
    },

    async keys(baseId: number): Promise<{ id: string; configuration: string; key: string }[]> {
      const rows = db.selectFrom('knowledge_passages').select(['id', 'configuration', 'vector_key as key']);
      return rows.where('base_id', '=', baseId).execute();
    },

    /** The vectors of these keys, as far as they are there. */
    async read(
      keys: readonly string[],
      { model, dimensions }: VectorSpace,
    ): Promise<Map<string, Float32Array>> {
      const { rows } = await sql<{ key: string; binary: Buffer }>`
        select key, array_send(vector) as binary from knowledge_vectors
        where key = any(${keys}::text[]) and model = ${model} and dimensions = ${dimensions}`.execute(db);
      return new Map(rows.map(({ key, binary }) => [key, fromBinary(binary, dimensions)]));
    },
  };
}

export type KnowledgeVectors = ReturnType<typeof createKnowledgeVectors>;

const arrayText = (vector: Float32Array) => `{${vector.join(',')}}`;

/** PostgreSQL's own form of an array: a head, then each number after its length. Text would take ten times as long to read. */
function fromBinary(binary: Buffer, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (let index = 0; index < dimensions; index += 1)
    vector[index] = binary.readFloatBE(headBytes + index * numberBytes + lengthBytes);
  return vector;
}

const headBytes = 20;
const lengthBytes = 4;
const numberBytes = 8;
