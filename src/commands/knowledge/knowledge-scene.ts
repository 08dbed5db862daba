import type { Database } from '../../database/open-database.ts';
import type { Embedder } from '../../domain/embedder.ts';
import type { IngestedBase } from '../../knowledge/ingest/ingestion.ts';
import type { KnowledgeLog } from '../../knowledge/knowledge-log.ts';

/** What every part of the command has at hand. */
export interface KnowledgeScene {
  readonly db: Database;
  /** Those that the command is about, in order. */
  readonly bases: readonly IngestedBase[];
  readonly embedderFor: (assistant: string) => Embedder | undefined;
  readonly log: KnowledgeLog;
  /** A line of the result. */
  readonly print: (line: string) => void;
  /** A line about what takes a while. */
  readonly tell: (line: string) => void;
}
