import type { Generated } from 'kysely';

/** What is given away of a cap: settled, forfeited, and set aside at this moment. */
export interface PursesTable {
  scope: string;
  cost_micro_usd: Generated<number>;
  tokens: Generated<number>;
  /** Of the tokens, those of models without a known price. */
  unpriced_tokens: Generated<number>;
}

/** One attempt at a paid call: what it set aside, then what it took. */
export interface ReservationsTable {
  call_id: string;
  attempt: number;
  assistant: string;
  conversation_id: string | null;
  turn_id: string | null;
  /** The model asked, by its name among the assistant's. */
  component: string;
  scopes: string[];
  /** Null where the model has no known price. */
  cost_micro_usd: number | null;
  tokens: number;
  state: Generated<ReservationState>;
  /** `answered`, or why not; null while nobody has told. */
  outcome: string | null;
  reserved_at: Generated<Date>;
  /** When it should have been settled: later, its process has died, and it counts in full. */
  due_at: Date;
  settled_at: Date | null;
  /** When its vendor may be asked again, where the vendor says. */
  retry_at: Date | null;
}

export type ReservationState = 'open' | 'settled' | 'released' | 'forfeited';
