/** What operators look for in the Temporal UI: a name, and the query that finds it there and in Temporal's CLI. */
export interface TemporalView {
  readonly name: string;
  readonly query: string;
}

export const temporalViews: readonly TemporalView[] = [
  { name: 'Waits for a decision', query: `BatonNeeds = 'approval'` },
  { name: 'Waits for an operator', query: `BatonNeeds = 'operator'` },
  { name: 'With operators', query: `BatonStatus = 'with_operator'` },
  { name: 'Costs more than a dollar', query: 'BatonCostMicroUsd > 1000000' },
  {
    name: 'Broken off',
    query: `WorkflowType = 'conversation' AND ExecutionStatus IN ('Failed', 'Terminated', 'TimedOut')`,
  },
];
