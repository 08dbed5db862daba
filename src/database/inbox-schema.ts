import type { Generated } from 'kysely';

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
