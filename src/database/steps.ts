import { sql } from 'kysely';
import type { Step, StepKind } from '../domain/turn.ts';
import type { Database } from './open-database.ts';
import { stepsOfTurn } from './trace.ts';

export interface NewStep {
  readonly id: string;
  readonly conversationId: string;
  readonly turnId: string;
  readonly parentId?: string;
  readonly kind: StepKind;
  readonly component: string;
  readonly startedAt: Date;
  readonly attempts: number;
  readonly outcome: string;
  readonly tokens?: { readonly input: number; readonly output: number };
  readonly costMicroUsd?: number;
  /** For operators only: what went in and out, bounded by the caller. */
  readonly detail?: unknown;
}

export type Steps = ReturnType<typeof createSteps>;

/** The trace. A step that ran again is one row, whose cost adds up. */
export function createSteps(db: Database) {
  return {
    /** What a turn has done so far, oldest first. */
    ofTurn: (turnId: string): Promise<Step[]> => stepsOfTurn(db, turnId),

    /** Whether what the customer wrote in this turn could not be looked up in some of the knowledge, nor anything since. */
    async isUnsearched(turnId: string): Promise<boolean> {
      const retrievals = db.selectFrom('steps').select('outcome').where('turn_id', '=', turnId);
      const rows = await retrievals.where('kind', '=', 'retrieval').execute();
      return rows.length > 0 && rows.every(({ outcome }) => outcome.startsWith('not searched'));
    },

    record: (step: NewStep): Promise<void> =>
      db.transaction().execute(async (tx) => {
        await upsert(tx, step);
        if (step.costMicroUsd === undefined) return;
        await tx
          .updateTable('conversations')
          .set({ cost_micro_usd: sql`cost_micro_usd + ${step.costMicroUsd}` })
          .where('id', '=', step.conversationId)
          .execute();
      }),
  };
}

async function upsert(tx: Database, step: NewStep): Promise<void> {
  const content = {
    ended_at: sql<Date>`clock_timestamp()`,
    attempts: step.attempts,
    outcome: step.outcome,
    detail: step.detail === undefined ? null : JSON.stringify(step.detail),
  };
  const usage = {
    input_tokens: step.tokens?.input ?? null,
    output_tokens: step.tokens?.output ?? null,
    cost_micro_usd: step.costMicroUsd ?? null,
  };
  await tx
    .insertInto('steps')
    .values({
      id: step.id,
      turn_id: step.turnId,
      parent_id: step.parentId ?? null,
      kind: step.kind,
      component: step.component,
      started_at: step.startedAt,
      ...content,
      ...usage,
    })
    .onConflict((oc) =>
      oc.column('id').doUpdateSet((eb) => ({
        ...content,
        // Told once, it stays.
        detail: sql`coalesce(${content.detail}::jsonb, ${eb.ref('steps.detail')})`,
        input_tokens: sql`coalesce(${eb.ref('steps.input_tokens')} + ${usage.input_tokens}::int, ${eb.ref('steps.input_tokens')}, ${usage.input_tokens}::int)`,
        output_tokens: sql`coalesce(${eb.ref('steps.output_tokens')} + ${usage.output_tokens}::int, ${eb.ref('steps.output_tokens')}, ${usage.output_tokens}::int)`,
        cost_micro_usd: sql`coalesce(${eb.ref('steps.cost_micro_usd')} + ${usage.cost_micro_usd}::bigint, ${eb.ref('steps.cost_micro_usd')}, ${usage.cost_micro_usd}::bigint)`,
      })),
    )
    .execute();
}
