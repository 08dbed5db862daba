import type { Selectable } from 'kysely';
import type { TurnRef } from '../domain/engine.ts';
import type { Proof } from '../domain/message.ts';
import { proofs } from '../domain/message.ts';
import type { Effect } from '../domain/tool.ts';
import type { ToolCustomer } from '../domain/tool-customer.ts';
import type { DraftHandle } from './drafts.ts';
import type { Database } from './open-database.ts';
import { isCurrentThread, type ThreadHandle } from './threads.ts';
import type { ToolCallsTable } from './tool-schema.ts';

export interface ToolCallRow extends Omit<Selectable<ToolCallsTable>, 'thread'> {
  readonly thread?: string | null;
  /** The decision that it needed. */
  readonly approval_id?: string | null;
}

export interface NewToolCall {
  readonly id: string;
  readonly round: number;
  readonly position: number;
  /** The model's own id of the call, which its result must name. */
  readonly providerCallId: string;
  readonly tool: string;
  readonly args: unknown;
  readonly argsHash: string | null;
  readonly effect: Effect;
  /** Set when the call ends here: it can't be run, or waits already. */
  readonly settled?: { readonly state: 'done' | 'failed' | 'waiting'; readonly result: unknown };
  /** The call that asks for the very same: it is run once, and what comes of it is this one's too. */
  readonly sameAs?: string;
}

export type ToolCalls = ReturnType<typeof createToolCalls>;

/** What models asked tools for, in the order asked, and what came back. */
export function createToolCalls(db: Database) {
  return {
    /**
     * Writes a round's calls, over those of an attempt that was never reported. False when this attempt has been
     * overtaken or the fence has moved: a zombie must not write over what runs.
     */
    writeRound: (
      asker: DraftHandle | ThreadHandle,
      round: number,
      calls: readonly NewToolCall[],
    ): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const thread = 'thread' in asker ? asker.thread : null;
        if (!('thread' in asker ? await isCurrentThread(tx, asker) : await isCurrent(tx, asker)))
          return false;
        await tx
          .deleteFrom('tool_calls')
          .where('turn_id', '=', asker.turnId)
          .where('thread', 'is not distinct from', thread)
          .where('round', '=', round)
          .execute();
        if (calls.length > 0)
          await tx
            .insertInto('tool_calls')
            .values(calls.map((call) => asRow(asker, thread, call)))
            .execute();
        return true;
      }),

    /** The calls of these turns and of the agents asked in them, oldest turn first, in the order asked. */
    async ofTurns(turnIds: readonly string[]): Promise<ToolCallRow[]> {
      if (turnIds.length === 0) return [];
      return await db
        .selectFrom('tool_calls')
        .innerJoin('turns', 'turns.id', 'tool_calls.turn_id')
        .leftJoin('approvals', 'approvals.call_id', 'tool_calls.id')
        .selectAll('tool_calls')
        .select('approvals.id as approval_id')
        .where('tool_calls.turn_id', 'in', [...turnIds])
        .orderBy('turns.number')
        .orderBy('round')
        .orderBy('position')
        .execute();
    },

    find: (callId: string): Promise<ToolCallRow> =>
      db.selectFrom('tool_calls').selectAll().where('id', '=', callId).executeTakeFirstOrThrow(),

    async record(
      callId: string,
      state: 'done' | 'failed' | 'unknown' | 'waiting',
      result: unknown,
    ): Promise<void> {
      await db
        .updateTable('tool_calls')
        .set({ state, result: JSON.stringify(result ?? null) })
        .where(({ eb, or }) => or([eb('id', '=', callId), eb('same_as', '=', callId)]))
        .execute();
    },

    customerOf: (turnId: string): Promise<ToolCustomer> => customerOf(db, turnId),
  };
}

async function isCurrent(tx: Database, draft: DraftHandle): Promise<boolean> {
  const row = await tx
    .selectFrom('drafts')
    .innerJoin('conversations', 'conversations.id', 'drafts.conversation_id')
    .select('drafts.attempt')
    .where('turn_id', '=', draft.turnId)
    .where('attempt', '=', draft.attempt)
    .where('conversations.fence', '=', draft.fence)
    .forUpdate('drafts')
    .executeTakeFirst();
  return row !== undefined;
}

function asRow(turn: Pick<TurnRef, 'conversationId' | 'turnId'>, thread: string | null, call: NewToolCall) {
  return {
    id: call.id,
    conversation_id: turn.conversationId,
    turn_id: turn.turnId,
    thread,
    round: call.round,
    position: call.position,
    provider_call_id: call.providerCallId,
    tool: call.tool,
    args: JSON.stringify(call.args ?? null),
    args_hash: call.argsHash,
    effect: call.effect,
    state: call.settled?.state ?? ('asked' as const),
    result: call.settled ? JSON.stringify(call.settled.result) : null,
    same_as: call.sameAs ?? null,
  };
}

/** The customer with the weakest proof among the messages that the turn, or the turns it goes on with, rest on. */
async function customerOf(db: Database, turnId: string): Promise<ToolCustomer> {
  const turn = await db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.id', 'turns.conversation_id')
    .innerJoin('customers', 'customers.id', 'conversations.customer_id')
    .selectAll('customers')
    .select(['turns.work_turn_ids'])
    .where('turns.id', '=', turnId)
    .executeTakeFirstOrThrow();
  const addresses = await db
    .selectFrom('messages')
    .innerJoin('addresses', 'addresses.id', 'messages.address_id')
    .select('addresses.proof')
    .where('messages.turn_id', 'in', [turnId, ...turn.work_turn_ids])
    .where('messages.sender', '=', 'customer')
    .execute();
  return {
    id: turn.id,
    ...(turn.business_id !== null && { businessId: turn.business_id }),
    ...(turn.name !== null && { name: turn.name }),
    ...(turn.email !== null && { email: turn.email }),
    ...(turn.phone !== null && { phone: turn.phone }),
    proof: weakest(addresses.map((address) => address.proof)),
  };
}

const weakest = (held: readonly Proof[]): Proof =>
  proofs.find((proof) => held.length === 0 || held.includes(proof)) ?? 'claimed';
