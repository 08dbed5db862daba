import type { ColumnType, Generated } from 'kysely';
import type { Task } from '../domain/plan/plan.ts';

/** What requests were taken apart into. */
export interface PlanSchema {
  plans: PlansTable;
}

interface PlansTable {
  turn_id: string;
  /** Among the turn's rounds of calls; its tasks are the calls of that round, by position. */
  round: number;
  tasks: ColumnType<Task[], string, string>;
  is_open: boolean;
  created_at: Generated<Date>;
}
