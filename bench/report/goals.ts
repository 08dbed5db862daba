import type { PlannedTurn } from '../measures/plans.ts';
import { planShape } from '../stage/scenario.ts';
import { median, quantile } from './quantile.ts';
import type { StoreResults } from './results.ts';

interface Goal {
  readonly name: string;
  readonly most: number;
  readonly unit: string;
  readonly value: (found: StoreResults) => number;
  /** What makes the number what it is. */
  readonly because: (found: StoreResults) => string;
}

const goals: readonly Goal[] = [
  {
    name: 'after a kill, the next step of its turns (median of the kills)',
    most: 3,
    unit: ' s',
    value: ({ recovery }) =>
      median(recovery.filter((turns) => turns.length > 0).map((turns) => median(turns.map(({ ms }) => ms)))) /
      1_000,
    because: ({ recovery }) => {
      const turns = recovery.flat();
      const of = (step: string) =>
        seconds(median(turns.filter((turn) => turn.step === step).map(({ ms }) => ms)));
      const worst = seconds(
        quantile(
          turns.map(({ ms }) => ms),
          1,
        ),
      );
      return `Turns that were answering wait for the heartbeat timeout of the model call (median ${of('answering')}), those that were being sorted for the workflow task's timeout (median ${of('sorting')}). The slowest of all ${turns.length} turns took ${worst}.`;
    },
  },
  {
    name: 'state transitions of a turn with two look-ups, as configured',
    most: 12,
    unit: '',
    value: ({ history }) =>
      Math.max(...(history.find(isUsual)?.spans ?? []).map(({ perTurn }) => perTurn.transitions)),
    because: () =>
      'One for the signal, two for each of the three workflow tasks, one for the end of each of the two model calls. What is local has none of its own, and the first two steps of a model call come with the workflow task before it.',
  },
  {
    name: 'model calls to plan a request of ten steps',
    most: 1,
    unit: '',
    value: (found) => worstPlan(found, ({ planCalls }) => planCalls),
    because: () => 'One structured answer holds the whole plan, which is then carried out without the model.',
  },
  {
    name: `workflow tasks of that plan, which is ${planShape.depth} deep, as configured`,
    most: planShape.depth,
    unit: '',
    value: (found) => worstPlan(found, ({ planWorkflowTasks }) => planWorkflowTasks),
    because: ({ plans }) =>
      `Its look-ups are quick reads, so all of them run within the workflow task that the plan woke. As activities of their own they take ${Math.max(...(plans.find(isDurable)?.turns ?? []).map((turn) => turn.planWorkflowTasks))}: each that ends wakes the workflow.`,
  },
];

const worstPlan = ({ plans }: StoreResults, of: (turn: PlannedTurn) => number) =>
  Math.max(...(plans.find(isUsual)?.turns ?? []).map(of));

/** A short run may find nothing to measure. */
function verdictOn(value: number, most: number): string {
  if (Number.isNaN(value)) return 'not seen';
  return value <= most ? 'met' : 'missed';
}

const isDurable = ({ service }: { service: string }) => service === 'all durable';
const isUsual = ({ service }: { service: string }) => service === 'as configured';
const seconds = (ms: number) => (Number.isNaN(ms) ? 'none' : `${(ms / 1_000).toFixed(1)} s`);

/** Each goal with each store: met or missed, and why. */
export function goalLines(found: readonly StoreResults[]): string {
  const lines = goals.flatMap((goal) =>
    found.map((results) => {
      const value = goal.value(results);
      return `- **${verdictOn(value, goal.most)}**, Temporal on ${results.store}: ${goal.name}, ${value.toFixed(1)}${goal.unit} of at most ${goal.most}${goal.unit}. ${goal.because(results)}`;
    }),
  );
  return lines.join('\n');
}
