import type { EmbeddingCall } from './embedder.ts';

/** One piece of knowledge found for a question. */
export interface FoundPassage {
  readonly passageId: string;
  /** The document's title and the headings down to the passage. */
  readonly title: string;
  readonly url?: string;
  readonly text: string;
}

/** What a search found, and how. */
export interface Findings<P extends FoundPassage = FoundPassage> {
  /** Best first. */
  readonly passages: readonly P[];
  /** Whether meanings were compared, too. `off`: there is no embedding model. `failed`: it should have been, and words alone served. */
  readonly meaning: 'compared' | 'off' | 'failed';
}

export interface KnowledgeQuery {
  /** The assistant's id. */
  readonly assistant: string;
  /** Names of the assistant's knowledge bases; none are searched where none are named. */
  readonly bases: readonly string[];
  /** What is looked for, in a customer's or a model's words. */
  readonly text: string;
  readonly limit: number;
  readonly signal?: AbortSignal;
  /** Who pays for the question's vector, and who is told what that takes. */
  readonly call?: EmbeddingCall;
}

/** Finds passages in what the business has written down. */
export interface Knowledge {
  /** Rejects only when the database can't be asked; a vendor of embeddings that is down costs quality only. */
  search(query: KnowledgeQuery): Promise<Findings>;
}

/** A passage as one turn knows it: the model cites it by its number. */
export interface NumberedPassage extends FoundPassage {
  /** From 1, unique within the turn. */
  readonly number: number;
  readonly base: string;
}
