import { workEvents } from '../domain/callback.ts';
import type { EventRow } from './memory-schema.ts';
import type { Database } from './open-database.ts';
import type { StoredPlan } from './plans.ts';
import { workIdOf } from './work-event.ts';

/** A plan that goes on, and the turns that it goes back to, its own last. */
export interface PlanToResume extends Pick<StoredPlan, 'turnId' | 'round'> {
  readonly workTurnIds: readonly string[];
}

/**
 * The plans of which these events end a task. Not those of turns that were cut short: whoever cut them short has decided
 * what comes next.
 */
export async function plansOfWork(
  tx: Database,
  conversationId: string,
  events: readonly EventRow[],
): Promise<PlanToResume[]> {
  const types: readonly string[] = Object.values(workEvents);
  const ids = events.flatMap(({ id, type }) => (types.includes(type) ? (workIdOf(id) ?? []) : []));
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('callbacks')
    .innerJoin('tool_calls as done', 'done.id', 'callbacks.call_id')
    .innerJoin('turns', 'turns.id', 'done.turn_id')
    .innerJoin('plans', (join) =>
      join.onRef('plans.turn_id', '=', 'done.turn_id').onRef('plans.round', '=', 'done.round'),
    )
    .select(['plans.turn_id', 'plans.round', 'turns.work_turn_ids'])
    .distinct()
    .where('callbacks.id', 'in', ids)
    .where('callbacks.conversation_id', '=', conversationId)
    .where('callbacks.state', '<>', 'running')
    .where('done.task_name', 'is not', null)
    .where('turns.outcome', 'in', ['answered', 'waiting_approval'])
    .orderBy('plans.turn_id')
    .orderBy('plans.round')
    .execute();
  return rows.map(({ turn_id, round, work_turn_ids }) => ({
    turnId: turn_id,
    round,
    workTurnIds: [...work_turn_ids, turn_id],
  }));
}
