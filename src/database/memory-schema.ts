import type { ColumnType, Generated, Selectable } from 'kysely';
import type { CaseOutcome } from '../domain/case.ts';

/** One concern of a customer, from its opening message to its close. */
export interface CasesTable {
  conversation_id: string;
  number: number;
  opened_seq: number;
  opened_at: Generated<Date>;
  closed_seq: number | null;
  closed_at: Date | null;
  closed_reason: string | null;
  outcome: CaseOutcome | null;
  summary: string | null;
  /** The newest row of the transcript that the summary holds; before the opening, none. */
  summary_seq: number;
  /** Who wrote it: an extract stands in until a model has. */
  summary_by: 'model' | 'extract' | null;
  summary_attempts: Generated<number>;
  search: Generated<unknown>;
}

/** What other systems told of the customer's affairs. It waits while it has neither a turn nor was noted. */
export interface EventsTable {
  conversation_id: string;
  id: string;
  number: Generated<number>;
  type: string;
  data: ColumnType<Readonly<Record<string, unknown>>, string, never>;
  received_at: Generated<Date>;
  turn_id: string | null;
  /** When it went to the operator in control instead. */
  noted_at: Date | null;
}

/** What the assistant has promised to write about. It is open while it has neither a turn nor an end. */
export interface FollowUpsTable {
  conversation_id: string;
  number: number;
  about: string;
  due_at: Date | null;
  on_event: string | null;
  created_at: Generated<Date>;
  turn_id: string | null;
  ended_at: Date | null;
  ended_reason: string | null;
}

export type CaseRow = Selectable<CasesTable>;
export type EventRow = Selectable<EventsTable>;
export type FollowUpRow = Selectable<FollowUpsTable>;
