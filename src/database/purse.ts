import { sql } from 'kysely';
import type { Attempt } from '../domain/next-model.ts';
import type { Amount } from '../domain/purse/amount.ts';
import type { Taken } from '../domain/purse/economy.ts';
import type { HeldBy, Payer } from '../domain/purse/held-by.ts';
import type { Database } from './open-database.ts';
import type { ReservationState } from './purse-schema.ts';
import { reserve } from './reserve.ts';
import { settle } from './settle.ts';

export type Purse = ReturnType<typeof createPurse>;

/** What is left of the caps: no request is sent that has not set aside its worst case here before. */
export function createPurse(db: Database) {
  return {
    /** Whom a turn's calls are made for. */
    async payerOf(turnId: string): Promise<Payer> {
      const row = await db
        .selectFrom('turns')
        .innerJoin('conversations', 'conversations.id', 'turns.conversation_id')
        .select([
          'conversations.id',
          'conversations.assistant',
          'conversations.customer_id',
          'turns.case_number',
        ])
        .where('turns.id', '=', turnId)
        .executeTakeFirstOrThrow();
      const { id: conversationId, assistant, customer_id: customerId, case_number: caseNumber } = row;
      return { assistant, conversationId, customerId, caseNumber, turnId };
    },

    /** Whom the conversation's calls were last made for. */
    async payerOfConversation(conversationId: string): Promise<Payer | undefined> {
      const row = await db
        .selectFrom('conversations')
        .leftJoinLateral(
          (eb) =>
            eb
              .selectFrom('turns')
              .select(['turns.id as turn_id', 'case_number'])
              .whereRef('turns.conversation_id', '=', 'conversations.id')
              .orderBy('number', 'desc')
              .limit(1)
              .as('last'),
          (join) => join.onTrue(),
        )
        .select(['assistant', 'customer_id', 'turn_id', 'case_number'])
        .where('conversations.id', '=', conversationId)
        .executeTakeFirst();
      if (!row) return undefined;
      const { assistant, customer_id: customerId, turn_id: turnId, case_number: caseNumber } = row;
      return {
        ...{ assistant, conversationId, customerId },
        ...(turnId !== null && { turnId }),
        ...(caseNumber !== null && { caseNumber }),
      };
    },

    /** What each of these has given away; those that nobody has used are missing. */
    async taken(held: readonly HeldBy[]): Promise<ReadonlyMap<string, Taken>> {
      if (held.length === 0) return new Map();
      const scopes = held.map(({ scope }) => scope);
      const rows = await db.selectFrom('purses').selectAll().where('scope', 'in', scopes).execute();
      return new Map(
        rows.map(({ scope, cost_micro_usd: costMicroUsd, tokens, unpriced_tokens: unpricedTokens }) => [
          scope,
          { costMicroUsd, tokens, unpricedTokens },
        ]),
      );
    },

    reserve: (wanted: NewReservation): Promise<Reserved> => reserve(db, wanted),
    settle: (reservation: ReservationKey, end: Settlement): Promise<void> => settle(db, reservation, end),

    /** Which of an assistant's models may not be asked yet, because their vendors say so, and until when. */
    async resting(assistant: string): Promise<ReadonlyMap<string, Date>> {
      const rows = await db
        .selectFrom('reservations')
        .select(({ fn }) => ['component', fn.max('retry_at').as('until')])
        .where('assistant', '=', assistant)
        .where('retry_at', '>', sql<Date>`clock_timestamp()`)
        .groupBy('component')
        .execute();
      return new Map(rows.flatMap(({ component, until }) => (until ? [[component, until]] : [])));
    },

    /** The attempts at a turn's calls, in their order. */
    async attempts(turnId: string): Promise<PastAttempt[]> {
      const rows = await db
        .selectFrom('reservations')
        .select(['call_id', 'component', 'outcome', 'retry_at'])
        .where('turn_id', '=', turnId)
        .orderBy(sql`reserved_at`)
        .execute();
      return rows.map(({ call_id: callId, component, outcome, retry_at }) => ({
        ...{ callId, component, outcome },
        ...(retry_at && { retryAtMs: retry_at.getTime() }),
      }));
    },
  };
}

/** What a call sets aside before it is made. */
export interface NewReservation {
  /** The same for every attempt at the call. */
  readonly callId: string;
  readonly payer: Payer;
  /** Who is asked. */
  readonly component: string;
  readonly held: readonly HeldBy[];
  readonly worst: Amount;
  /** By when it is settled, if its process lives. */
  readonly dueAt: Date;
}

export interface ReservationKey {
  readonly callId: string;
  /** From 1, of its call. */
  readonly attempt: number;
}

export type Reserved =
  | { readonly outcome: 'reserved'; readonly attempt: number }
  /** The purse that it doesn't fit into; `maySoon`: it may once others have settled what they set aside. */
  | { readonly outcome: 'lacking'; readonly scope: string; readonly maySoon: boolean };

/** How an attempt ended; `taken` is what it cost in truth, and what was set aside where nobody knows. */
export interface Settlement {
  readonly state: Exclude<ReservationState, 'open'>;
  readonly taken?: Amount;
  readonly outcome: string;
  /** When its vendor may be asked again. */
  readonly retryAt?: Date;
}

/** One attempt at one call of a turn. */
export interface PastAttempt extends Attempt {
  readonly callId: string;
}
