import type { PlannedTurn, Plans } from '../measures/plans.ts';
import { planShape } from '../stage/scenario.ts';
import { median } from './quantile.ts';
import { table } from './table.ts';

/** What a plan of ten steps took; of counts the worst, of times the median. */
export function plansTable(plans: readonly Plans[]): string {
  const rows = plans.map(({ service, turns }) => {
    const worst = (of: (turn: PlannedTurn) => number) => String(Math.max(...turns.map(of)));
    return [
      service,
      worst(({ planCalls }) => planCalls),
      worst(({ planWorkflowTasks }) => planWorkflowTasks),
      worst(({ transitions }) => transitions),
      worst(({ events }) => events),
      median(turns.map(({ answerMs }) => answerMs - planShape.idealMs)).toFixed(0),
    ];
  });
  const heads = [
    '',
    'model calls to plan',
    'workflow tasks of the plan',
    'state transitions',
    'events',
    'overhead ms',
  ];
  return table([heads, ...rows]);
}

/** What the numbers are of. */
export const plansText = `A request of ten look-ups, at ${planShape.depth} depths, by customers who have written before. Workflow tasks of the plan: from when it was made until the model is asked to answer. State transitions and events are those of the whole turn; overhead is what comes on top of its critical path of ${planShape.idealMs} ms.`;
