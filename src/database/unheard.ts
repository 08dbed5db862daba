import { sql } from 'kysely';
import type { OutsideEvent } from '../domain/event.ts';
import type { ChannelName } from '../domain/message.ts';
import type { Database } from './open-database.ts';
import { unheardRecoveries } from './outages.ts';
import { ageOf, isDue, type Patience, unheardMax } from './patience.ts';
import { unheardEvents, unheardFollowUps, unheardWork } from './unheard-happenings.ts';

/** Something that is durable, but whose doorbell the workflow seems not to have heard. */
export type Unheard = {
  readonly conversationId: string;
  readonly assistant: string;
  /** For how long it has waited to be heard. */
  readonly ageMs: number;
} & (
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly channel: ChannelName;
      readonly text: string;
      readonly seq: number;
    }
  | {
      readonly kind: 'decision';
      readonly approvalId: string;
      readonly version: number;
      readonly approved: boolean;
      readonly reason: string;
      readonly by: string;
    }
  | ({ readonly kind: 'event' } & OutsideEvent)
  /** One that is due. */
  | { readonly kind: 'followUp' }
  /** Work elsewhere that is overdue. */
  | { readonly kind: 'work' }
  /** A model is there again. */
  | { readonly kind: 'recovery' }
  | {
      readonly kind: 'control';
      readonly fence: number;
      readonly by: string;
      readonly state: 'taken' | 'back' | 'closed';
    }
);

const usualPatience: Patience = { newMs: 2_000, claimedMs: 30_000 };

/** Rows, decisions and changes of control that wait for the workflow, oldest first within a kind. */
export async function findUnheard(db: Database, patience = usualPatience): Promise<Unheard[]> {
  const found = [
    unheardMessages(db, patience),
    unheardDecisions(db, patience),
    unheardControl(db, patience),
    unheardEvents(db, patience),
    unheardFollowUps(db, patience),
    unheardWork(db, patience),
    unheardRecoveries(db),
  ];
  return (await Promise.all(found)).flat();
}

async function unheardMessages(db: Database, { newMs, claimedMs }: Patience): Promise<Unheard[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .distinctOn('messages.conversation_id')
    .select(['conversation_id', 'assistant', 'messages.id', 'channel', 'text', 'seq', ageOf('messages.at')])
    .where('disposition', '=', 'pending')
    .where(({ or, and, eb, not, exists, selectFrom }) =>
      or([
        and([eb('seq', '>', eb.ref('conversations.claimed_seq')), isDue('messages.at', newMs)]),
        and([
          isDue('messages.at', claimedMs),
          // Its run sees to it that it is tried again.
          or([
            eb('awaits_model_until', 'is', null),
            eb('awaits_model_until', '<', sql<Date>`clock_timestamp() - interval '1 minute'`),
          ]),
          not(
            exists(
              selectFrom('approvals')
                .select('approvals.id')
                .whereRef('approvals.turn_id', '=', 'messages.turn_id')
                .where('applied', '=', false),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('messages.conversation_id')
    .orderBy('seq', 'desc')
    .limit(unheardMax)
    .execute();
  return rows.map(({ conversation_id, ...row }) => ({
    kind: 'message',
    conversationId: conversation_id,
    ...row,
  }));
}

async function unheardDecisions(db: Database, { newMs }: Patience): Promise<Unheard[]> {
  const rows = await db
    .selectFrom('approvals')
    .innerJoin('conversations', 'conversations.id', 'approvals.conversation_id')
    .select([
      'conversation_id',
      'assistant',
      'approvals.id',
      'version',
      'state',
      'decided_by',
      'decision_reason',
      ageOf('decided_at', 'expires_at'),
    ])
    .where('applied', '=', false)
    .where(({ or, and, eb }) =>
      or([
        and([eb('state', '!=', 'pending'), isDue('decided_at', newMs)]),
        // Its run would have seen to it: there is none.
        and([eb('state', '=', 'pending'), isDue('expires_at', newMs)]),
      ]),
    )
    .orderBy('approvals.created_at')
    .limit(unheardMax)
    .execute();
  return rows.map((row) => ({
    kind: 'decision',
    conversationId: row.conversation_id,
    assistant: row.assistant,
    ageMs: row.ageMs,
    approvalId: row.id,
    version: row.version,
    approved: row.state === 'approved',
    reason: row.decision_reason ?? 'nobody decided in time',
    by: row.decided_by ?? 'baton',
  }));
}

async function unheardControl(db: Database, { newMs }: Patience): Promise<Unheard[]> {
  const rows = await db
    .selectFrom('conversations')
    .select(['id', 'assistant', 'fence', 'controller', 'controlled_by', 'closed_reason', ageOf('updated_at')])
    .whereRef('fence', '>', 'fence_seen')
    .where(isDue('updated_at', newMs))
    .orderBy('updated_at')
    .limit(unheardMax)
    .execute();
  return rows.map((row) => ({
    kind: 'control',
    conversationId: row.id,
    assistant: row.assistant,
    ageMs: row.ageMs,
    fence: row.fence,
    by: row.controlled_by ?? 'baton',
    state: row.closed_reason !== null ? 'closed' : row.controller === 'operator' ? 'taken' : 'back',
  }));
}
