import { sql } from 'kysely';
import type { TurnRef } from '../domain/engine.ts';
import type { Plan, Task } from '../domain/plan/plan.ts';
import type { Effect } from '../domain/tool.ts';
import type { Database } from './open-database.ts';
import type { ToolCallRow } from './tool-calls.ts';
import { isTurnOpen } from './turn-row.ts';

/** A plan as it was written down. */
export interface StoredPlan extends Plan {
  readonly turnId: string;
  readonly round: number;
  /** How many plans went before it in this piece of work. */
  readonly replans: number;
  /** Its turn was cut short: what it had not begun by then isn't gone on with. */
  readonly isAbandoned: boolean;
}

/** A call that a task will make: what it is asked with is known once its inputs are. */
export interface NewTaskCall {
  readonly id: string;
  readonly providerCallId: string;
  readonly task: Task;
  readonly effect: Effect;
}

export type Plans = ReturnType<typeof createPlans>;

/** Plans of turns. What became of their tasks stands with the calls that they made. */
export function createPlans(db: Database) {
  return {
    async find(turnId: string, round: number): Promise<StoredPlan | undefined> {
      const [plan] = await read(db, [turnId], round);
      return plan;
    },

    /** Oldest first. */
    ofTurns: (turnIds: readonly string[]): Promise<StoredPlan[]> => read(db, turnIds),

    /**
     * Writes a plan with its calls, unless another attempt has: the one that stands is given. Undefined when the fence
     * has moved or the turn has ended.
     */
    write: (turn: TurnRef, round: number, plan: Plan, calls: readonly NewTaskCall[]) =>
      db.transaction().execute(async (tx): Promise<StoredPlan | undefined> => {
        if (!(await isCurrent(tx, turn))) return undefined;
        const inserted = await tx
          .insertInto('plans')
          .values({
            turn_id: turn.turnId,
            round,
            tasks: JSON.stringify(plan.tasks),
            is_open: plan.isOpen,
          })
          .onConflict((oc) => oc.doNothing())
          .returning('round')
          .executeTakeFirst();
        if (inserted)
          await tx
            .insertInto('tool_calls')
            .values(calls.map(asRow(turn, round)))
            .execute();
        const [stands] = await read(tx, [turn.turnId], round);
        return stands;
      }),

    /** What a task's call is asked with, now that it is known. */
    async setArgs(callId: string, { args, argsHash }: { args: unknown; argsHash: string }): Promise<void> {
      await db
        .updateTable('tool_calls')
        .set({ args: JSON.stringify(args), args_hash: argsHash })
        .where('id', '=', callId)
        .where('state', '=', 'asked')
        .execute();
    },

    /** It asks for just what another call asks for: what comes of that is its result too. */
    async setSame(callId: string, as: Pick<ToolCallRow, 'id' | 'state' | 'result'>): Promise<void> {
      const isSettled = as.state !== 'asked' && as.state !== 'waiting';
      await db
        .updateTable('tool_calls')
        .set({ same_as: as.id, ...(isSettled && { state: as.state, result: JSON.stringify(as.result) }) })
        .where('id', '=', callId)
        .execute();
    },
  };
}

async function read(db: Database, turnIds: readonly string[], round?: number): Promise<StoredPlan[]> {
  if (turnIds.length === 0) return [];
  let query = db
    .selectFrom('plans')
    .innerJoin('turns', 'turns.id', 'plans.turn_id')
    .select(['turn_id', 'round', 'tasks', 'is_open', replansBefore.as('replans')])
    .select(isCutShort.as('is_abandoned'))
    .where('turn_id', 'in', [...turnIds])
    .orderBy('turns.number')
    .orderBy('round');
  if (round !== undefined) query = query.where('round', '=', round);
  const rows = await query.execute();
  return rows.map((row) => ({
    turnId: row.turn_id,
    round: row.round,
    tasks: row.tasks,
    isOpen: row.is_open,
    replans: row.replans,
    isAbandoned: row.is_abandoned,
  }));
}

const isCutShort = sql<boolean>`coalesce(turns.outcome, 'answered') not in ('answered', 'waiting_approval')`;

/** Of its own turn, and of those that its turn went on with. */
const replansBefore = sql<number>`(
  select count(*) from plans before join turns of on of.id = before.turn_id
  where (before.turn_id = plans.turn_id and before.round < plans.round)
    or (before.turn_id = any(turns.work_turn_ids) and of.outcome in ('answered', 'waiting_approval')))`;

async function isCurrent(tx: Database, { conversationId, turnId, fence }: TurnRef): Promise<boolean> {
  const row = await tx
    .selectFrom('conversations')
    .select('fence')
    .where('id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst();
  return row?.fence === fence && (await isTurnOpen(tx, turnId));
}

const asRow =
  ({ conversationId, turnId }: TurnRef, round: number) =>
  ({ id, providerCallId, task, effect }: NewTaskCall, position: number) => ({
    ...{ id, round, position, effect },
    conversation_id: conversationId,
    turn_id: turnId,
    provider_call_id: providerCallId,
    tool: task.component,
    task_name: task.name,
    state: 'asked' as const,
  });
