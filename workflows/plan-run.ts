import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { TurnRef } from '../src/domain/engine.ts';
import type { PlanInHand, TaskEnd, TaskReady } from '../src/domain/plan/plan.ts';
import { type Dropped, nextMoves, type Scheduled } from '../src/domain/plan/schedule.ts';
import type { CallOrder } from '../src/domain/tool.ts';
import { runCall } from './calls.ts';
import { chore } from './policies.ts';

/** What has become of a plan so far. */
interface PlanRun {
  readonly plan: PlanInHand;
  /** Not after this, ms since the epoch. */
  readonly untilMs: number;
  /** The tasks as the scheduler needs them, in the plan's order. */
  readonly tasks: Map<string, Scheduled>;
  readonly ended: Map<string, TaskEnd>;
  readonly running: Map<string, Promise<void>>;
  /** Tasks whose inputs are there. */
  readonly ready: Map<string, TaskReady>;
  readonly waiting: CallOrder[];
  readonly dropped: Dropped[];
  /** Reads, which are given up when time is. */
  readonly reads: CancellationScope;
  failure?: unknown;
}

/** Carries a plan out as far as it goes. What runs is waited for, whatever happens; what can't run is told why. */
export async function runPlan(turn: TurnRef, plan: PlanInHand, untilMs: number): Promise<PlanRun> {
  const run: PlanRun = {
    plan,
    untilMs,
    tasks: new Map(plan.tasks.map((task) => [task.name, task])),
    ended: new Map(Object.entries(plan.ended ?? {})),
    running: new Map(),
    ready: new Map(),
    waiting: [],
    dropped: [],
    reads: new CancellationScope(),
  };
  try {
    while (await step(turn, run));
  } finally {
    // An effect that has started runs to its end.
    await Promise.all(run.running.values());
  }
  return run;
}

/** False: nothing runs, and nothing will before a person has decided. */
async function step(turn: TurnRef, run: PlanRun): Promise<boolean> {
  if (run.failure !== undefined) throw run.failure;
  const isLate = Date.now() >= run.untilMs;
  const progress = { ended: run.ended, running: new Set(run.running.keys()) };
  const { start, drop, isOver } = nextMoves([...run.tasks.values()], progress, { isLate });
  for (const dropped of drop) run.ended.set(dropped.name, dropped.end);
  run.dropped.push(...drop);
  const fresh = start.filter((name) => !run.ready.has(name));
  if (fresh.length > 0) await prepare(turn, run, fresh);
  else if (start.length > 0) for (const name of start) begin(turn, run, name);
  else if (!isOver) await somethingEnds(run);
  return !isOver;
}

/** Gives tasks what they need, all at once; then the scheduler is asked again, because it knows what they change. */
async function prepare(turn: TurnRef, run: PlanRun, names: readonly string[]): Promise<void> {
  const { turnId, round } = run.plan;
  const summary = 'Hand over what the next steps need';
  const { tasks } = await chore(summary).prepareTasks({ turn, plan: { turnId, round }, names });
  for (const ready of tasks) {
    run.ready.set(ready.name, ready);
    if (ready.kind === 'ended') run.ended.set(ready.name, ready.end);
    if (ready.kind === 'wait') {
      run.ended.set(ready.name, 'waiting');
      run.waiting.push(ready.order);
    }
    const task = run.tasks.get(ready.name);
    if (!task) continue;
    if (ready.kind === 'same') run.tasks.set(ready.name, { ...task, needs: [...task.needs, ready.as] });
    if (ready.kind === 'run' && ready.lane !== undefined)
      run.tasks.set(ready.name, { ...task, lane: ready.lane });
  }
}

function begin(turn: TurnRef, run: PlanRun, name: string): void {
  const ready = run.ready.get(name);
  // What asks for the same as another has its result by now.
  if (ready?.kind !== 'run') {
    run.ended.set(name, 'done');
    return;
  }
  const { order } = ready;
  const call = () => runCall(turn, order);
  const running = (order.effect === 'read' ? run.reads.run(call) : call())
    .then((outcome) => void run.ended.set(name, outcome === 'repeated' ? 'done' : outcome))
    .catch((error) => endWith(run, name, error))
    .finally(() => run.running.delete(name));
  run.running.set(name, running);
}

function endWith(run: PlanRun, name: string, error: unknown): void {
  if (!isCancellation(error) || !run.reads.consideredCancelled) run.failure ??= error;
  run.ended.set(name, 'late');
  run.dropped.push({ name, end: 'late' });
}

/** Waits with a timer only where something that runs may take longer than there is time. */
async function somethingEnds(run: PlanRun): Promise<void> {
  const count = run.running.size;
  const hasEnded = () => run.running.size < count;
  const leftMs = run.untilMs - Date.now();
  const mayOutlast = [...run.running.keys()].some((name) => {
    const ready = run.ready.get(name);
    if (ready?.kind !== 'run' || ready.order.effect !== 'read') return false;
    const { timeoutMs, attempts } = ready.order.policy;
    return timeoutMs * attempts > leftMs;
  });
  if (leftMs <= 0 || !mayOutlast) await condition(hasEnded);
  else if (!(await condition(hasEnded, leftMs))) run.reads.cancel();
}
