import { sql } from 'kysely';
import { bounds } from '../domain/bounds.ts';
import { isUuid } from '../domain/ids.ts';
import { type Operator, outranks, roleFor, roles } from '../domain/operator.ts';
import { writeAudit } from './audit.ts';
import { lockConversation } from './conversation-row.ts';
import { notify } from './notify.ts';
import type { Database } from './open-database.ts';

export interface Assign {
  readonly conversationId: string;
  /** An operator's id as somebody wrote it; null: nobody's. */
  readonly to: string | null;
  readonly by: string;
}

export type Inbox = ReturnType<typeof createInbox>;

/** Whose conversations are, and how far each operator has read them. */
export function createInbox(db: Database) {
  return {
    /** `unsuitable`: there is no such operator, or none who may answer. */
    assign: (request: Assign): Promise<'assigned' | 'unsuitable'> =>
      db.transaction().execute((tx) => assign(tx, request)),

    /** Those whom a conversation may be assigned to, by e-mail. */
    async colleagues(): Promise<Operator[]> {
      return await suitable(db).orderBy('email').limit(bounds.accountsMax).execute();
    },

    /** Reading further up again unreads nothing. */
    async markRead(operatorId: string, conversationId: string, seq: number): Promise<void> {
      await db
        .insertInto('reads')
        .values({ operator_id: operatorId, conversation_id: conversationId, seq })
        .onConflict((oc) =>
          oc
            .columns(['operator_id', 'conversation_id'])
            .doUpdateSet({ seq: sql<number>`greatest(reads.seq, excluded.seq)` }),
        )
        .execute();
    },
  };
}

async function assign(tx: Database, { conversationId, to, by }: Assign): Promise<'assigned' | 'unsuitable'> {
  const { assigned_to: before } = await lockConversation(tx, conversationId);
  if (before === to) return 'assigned';
  if (to !== null && !(await isSuitable(tx, to))) return 'unsuitable';
  await tx.updateTable('conversations').set({ assigned_to: to }).where('id', '=', conversationId).execute();
  await writeAudit(tx, {
    actor: by,
    act: 'assign',
    subject: conversationId,
    allowed: true,
    detail: { before, after: to },
  });
  await notify(tx, { kind: 'changed', conversationId });
  return 'assigned';
}

async function isSuitable(db: Database, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  return (await suitable(db).where('id', '=', id).executeTakeFirst()) !== undefined;
}

const suitable = (db: Database) =>
  db
    .selectFrom('operators')
    .select(['id', 'email', 'role'])
    .where('disabled_at', 'is', null)
    .where('role', 'in', ableRoles);

const ableRoles = roles.filter((role) => outranks(role, roleFor.takeOver));
