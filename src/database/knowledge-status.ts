import { sql } from 'kysely';
import type { KnowledgeBaseRef } from './knowledge-bases.ts';
import type { VectorSpace } from './knowledge-vectors.ts';
import type { Database } from './open-database.ts';

/** How far a base has been taken in. */
export interface KnowledgeStatus {
  /** Whether some worker keeps it up to date now. */
  readonly isKept: boolean;
  /** When the last look through its folder that came to an end began, and what stood in its way. */
  readonly lookedAt: Date | null;
  readonly trouble: string | null;
  readonly ready: number;
  readonly passages: number;
  /** Different texts of its passages, and those of them that have a vector in the space asked for. */
  readonly texts: number;
  readonly embedded: number;
  /** Documents that are yet to be read, and those that can't be; the first few, and how many there are. */
  readonly waiting: readonly string[];
  readonly waitingCount: number;
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  readonly refusedCount: number;
}

/** Undefined: no worker has ever looked through that base. */
export async function readKnowledgeStatus(
  db: Database,
  { assistant, base }: KnowledgeBaseRef,
  space?: VectorSpace,
): Promise<KnowledgeStatus | undefined> {
  const { rows } = await sql<KnowledgeStatus>`
    select coalesce(b.held_until > clock_timestamp(), false) as "isKept", b.looked_at as "lookedAt", b.trouble,
      (select count(*) from knowledge_documents d where d.base_id = b.id and d.state = 'ready') as ready,
      (select count(*) from knowledge_passages p where p.base_id = b.id) as passages,
      (select count(distinct p.vector_key) from knowledge_passages p where p.base_id = b.id) as texts,
      (select count(distinct v.key) from knowledge_passages p join knowledge_vectors v on v.key = p.vector_key
        where p.base_id = b.id and v.model = ${space?.model ?? null}
          and v.dimensions = ${space?.dimensions ?? null}::int) as embedded,
      array(select d.path from knowledge_documents d where d.base_id = b.id and d.state = 'waiting'
        order by d.path limit ${namedMax}) as waiting,
      (select count(*) from knowledge_documents d where d.base_id = b.id and d.state = 'waiting') as "waitingCount",
      coalesce((select json_agg(json_build_object('path', path, 'reason', reason)) from (
        select d.path, d.reason from knowledge_documents d where d.base_id = b.id and d.state = 'refused'
        order by d.path limit ${namedMax}) as first), '[]') as refused,
      (select count(*) from knowledge_documents d where d.base_id = b.id and d.state = 'refused') as "refusedCount"
    from knowledge_bases b where b.assistant = ${assistant} and b.name = ${base}`.execute(db);
  return rows[0];
}

/** So many documents are named. */
const namedMax = 20;
