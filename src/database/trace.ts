import type { Selectable } from 'kysely';
import type { NumberedPassage } from '../domain/knowledge.ts';
import type { Step, Turn } from '../domain/turn.ts';
import type { Database } from './open-database.ts';
import type { StepsTable, TurnsTable } from './schema.ts';
import { passagesOf } from './turn-passages.ts';

/** The turns with everything that they did. */
export async function withSteps(db: Database, rows: Selectable<TurnsTable>[]): Promise<Turn[]> {
  if (rows.length === 0) return [];
  const steps = await db
    .selectFrom('steps')
    .selectAll()
    .where(
      'turn_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('started_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    trigger: row.trigger,
    messageSeqs: row.message_seqs,
    intent: row.intent,
    route: row.route,
    manifestHash: row.manifest_hash,
    steps: steps.filter((step) => step.turn_id === row.id).map(presentStep),
    outcome: row.outcome,
  }));
}

/** Everything that a turn did, oldest first. */
export async function stepsOfTurn(db: Database, turnId: string): Promise<Step[]> {
  const rows = db.selectFrom('steps').selectAll().where('turn_id', '=', turnId).orderBy('started_at');
  return (await rows.execute()).map(presentStep);
}

/** One turn with everything that it did, and what went in and out of each step. Undefined: there is no such turn. */
export async function findTracedTurn(
  db: Database,
  conversationId: string,
  turnId: string,
): Promise<TracedTurn | undefined> {
  const row = await db
    .selectFrom('turns')
    .selectAll()
    .where('id', '=', turnId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  if (!row) return undefined;
  const [turn] = await withSteps(db, [row]);
  const details = await db
    .selectFrom('steps')
    .select(['id', 'detail'])
    .where('turn_id', '=', turnId)
    .execute();
  const detailOf = new Map(details.map(({ id, detail }) => [id, detail]));
  const steps = turn?.steps.map((step) => ({ ...step, detail: detailOf.get(step.id) ?? null })) ?? [];
  return turn && { ...turn, steps, passages: await passagesOf(db, turnId) };
}

export type TracedTurn = Turn & {
  readonly steps: readonly (Step & { readonly detail: unknown })[];
  /** What its model was shown, numbered as it cites them. */
  readonly passages: readonly NumberedPassage[];
};

function presentStep(row: Selectable<StepsTable>): Step {
  return {
    id: row.id,
    ...(row.parent_id !== null && { parentId: row.parent_id }),
    kind: row.kind,
    component: row.component,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    attempts: row.attempts,
    outcome: row.outcome,
    ...(row.input_tokens !== null && {
      tokens: { input: row.input_tokens, output: row.output_tokens ?? 0 },
    }),
    ...(row.cost_micro_usd !== null && { costMicroUsd: row.cost_micro_usd }),
  };
}
