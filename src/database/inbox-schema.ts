import type { Generated, GeneratedAlways } from 'kysely';

/** What operators keep about conversations, for themselves and each other. */
export interface InboxSchema {
  reads: ReadsTable;
  notes: NotesTable;
}

/** How far an operator has read a transcript. */
interface ReadsTable {
  operator_id: string;
  conversation_id: string;
  seq: number;
}

/** What an operator wrote for colleagues. */
interface NotesTable {
  conversation_id: string;
  id: string;
  operator_id: string;
  /** The newest message of the transcript by then. */
  after_seq: number;
  text: string;
  at: Generated<Date>;
}

/** What the inbox keeps with each conversation. */
export interface InboxColumns {
  /** Whose it is among the operators; null: nobody's. */
  assigned_to: string | null;
  /** Since when the customer waits for an answer; null: nothing of theirs is open. */
  waiting_since: Date | null;
  /** What needs somebody first is lowest, and within that what has waited longest. */
  urgency: GeneratedAlways<number>;
  urgency_key: GeneratedAlways<number>;
}
