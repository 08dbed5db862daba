import { bounds } from '../domain/bounds.ts';
import type { Note } from '../domain/note.ts';
import { writeAudit } from './audit.ts';
import { lockConversation } from './conversation-row.ts';
import { notify } from './notify.ts';
import type { Database } from './open-database.ts';

export interface NewNote {
  readonly conversationId: string;
  /** A UUID of the sender's making: the same one again adds nothing. */
  readonly id: string;
  readonly text: string;
  readonly by: string;
}

export type NoteAdded =
  | { readonly outcome: 'added'; readonly note: Note }
  /** The id stands for another note already. */
  | { readonly outcome: 'conflict' }
  /** The conversation holds as many as it may. */
  | { readonly outcome: 'full' };

export type Notes = ReturnType<typeof createNotes>;

/** Operators' notes on conversations. They stay as they were written. */
export function createNotes(db: Database) {
  return {
    add: (note: NewNote): Promise<NoteAdded> => db.transaction().execute((tx) => add(tx, note)),

    /** Oldest first; there are never more than fit a page. */
    async list(conversationId: string): Promise<Note[]> {
      const rows = await selected(db, conversationId).orderBy('notes.at').limit(bounds.notesMax).execute();
      return rows.map(present);
    },
  };
}

async function add(tx: Database, { conversationId, id, text, by }: NewNote): Promise<NoteAdded> {
  const { last_seq } = await lockConversation(tx, conversationId);
  const known = await selected(tx, conversationId).where('notes.id', '=', id).executeTakeFirst();
  if (known)
    return known.text === text && known.operator_id === by
      ? { outcome: 'added', note: present(known) }
      : { outcome: 'conflict' };
  const { count } = await tx
    .selectFrom('notes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirstOrThrow();
  if (count >= bounds.notesMax) return { outcome: 'full' };
  await tx
    .insertInto('notes')
    .values({ conversation_id: conversationId, id, operator_id: by, after_seq: last_seq, text })
    .execute();
  await writeAudit(tx, { actor: by, act: 'note', subject: conversationId, allowed: true, detail: { id } });
  await notify(tx, { kind: 'changed', conversationId });
  const row = await selected(tx, conversationId).where('notes.id', '=', id).executeTakeFirstOrThrow();
  return { outcome: 'added', note: present(row) };
}

const selected = (db: Database, conversationId: string) =>
  db
    .selectFrom('notes')
    .innerJoin('operators', 'operators.id', 'notes.operator_id')
    .select(['notes.id', 'notes.after_seq', 'notes.operator_id', 'notes.text', 'notes.at', 'operators.email'])
    .where('notes.conversation_id', '=', conversationId);

type NoteRow = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>;

const present = ({ id, after_seq, operator_id, email, text, at }: NoteRow): Note => ({
  id,
  afterSeq: after_seq,
  by: { id: operator_id, email },
  text,
  at: at.toISOString(),
});
