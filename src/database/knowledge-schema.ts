import type { ColumnType, Generated } from 'kysely';

/** A folder of documents that an assistant looks things up in, and which worker keeps it up to date. */
export interface KnowledgeBasesTable {
  id: Generated<number>;
  assistant: string;
  name: string;
  /** Rises with every change of what can be found. */
  revision: Generated<number>;
  held_by: string | null;
  held_until: Date | null;
  /** When the last look through the folder that came to an end began. */
  looked_at: Date | null;
  /** What stood in its way. */
  trouble: string | null;
}

/** `waiting`: found and not yet read. A refused one keeps the passages that it had before. */
export type DocumentState = 'waiting' | 'ready' | 'refused';

export interface KnowledgeDocumentsTable {
  id: Generated<number>;
  base_id: number;
  /** Within the folder, with `/` between. */
  path: string;
  state: Generated<DocumentState>;
  reason: string | null;
  stamp: string | null;
  hash: string | null;
  reading_version: number | null;
  title: string | null;
  url: string | null;
  language: string | null;
  passages: Generated<number>;
  read_at: Date | null;
}

export interface KnowledgePassagesTable {
  id: string;
  base_id: number;
  document_id: number;
  number: number;
  title: string;
  text: string;
  words_count: number;
  /** The text search configuration of its language. */
  configuration: string;
  stems: ColumnType<string, never, never>;
  words: ColumnType<string, never, never>;
  /** Of what is embedded of it. */
  vector_key: string;
}

export interface KnowledgeVectorsTable {
  model: string;
  dimensions: number;
  key: string;
  vector: ColumnType<number[], never, never>;
}

/** What a turn's model was shown, as it was then. */
export interface TurnPassagesTable {
  turn_id: string;
  number: number;
  base: string;
  passage_id: string;
  title: string;
  url: string | null;
  text: string;
}
