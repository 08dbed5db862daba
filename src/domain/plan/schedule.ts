import type { Effect } from '../tool.ts';
import type { PlannedTask, TaskEnd } from './plan.ts';

/** A task on its way: what it changes is known once its inputs are. */
export interface Scheduled extends Pick<PlannedTask, 'name' | 'component' | 'effect' | 'needs'> {
  /** What it changes: effects on the same thing run one after the other. */
  readonly lane?: string;
}

/** What has become of the tasks so far. */
export interface Progress {
  readonly ended: ReadonlyMap<string, TaskEnd>;
  readonly running: ReadonlySet<string>;
}

/** How much may run at once; each number is at least 1. */
export interface ScheduleLimits {
  readonly tasksMax: number;
  readonly byEffectMax: Readonly<Record<Effect, number>>;
  readonly byComponentMax?: Readonly<Record<string, number>>;
}

const defaultLimits: ScheduleLimits = {
  tasksMax: 8,
  byEffectMax: { read: 8, keyed: 4, irreversible: 1 },
};

/** A task that won't run, and the one that it is because of; none: there is no time. */
export interface Dropped {
  readonly name: string;
  readonly end: 'blocked' | 'late';
  readonly because?: string;
}

export interface Moves {
  /** In the plan's order. */
  readonly start: readonly string[];
  readonly drop: readonly Dropped[];
  /** Nothing runs, and nothing will before a person has decided. */
  readonly isOver: boolean;
}

/**
 * What a plan does next. Each task starts as soon as what it needs is done and a place is free; what failed costs only
 * what needs it. Once nobody can say whether an effect happened, nothing more is begun. The same for the same progress.
 */
export function nextMoves(
  tasks: readonly Scheduled[],
  progress: Progress,
  { isLate, limits = defaultLimits }: { readonly isLate: boolean; readonly limits?: ScheduleLimits },
): Moves {
  const { running } = progress;
  const ended = new Map(progress.ended);
  const drop: Dropped[] = [];
  const lose = (dropped: Dropped) => {
    drop.push(dropped);
    ended.set(dropped.name, dropped.end);
  };
  const isOpen = ({ name }: Scheduled) => !ended.has(name) && !running.has(name);
  // What is dropped may in turn be needed, in whatever order the tasks were written.
  for (let again = true; again; ) {
    again = false;
    for (const task of tasks.filter(isOpen)) {
      const because = task.needs.find((need) => isLost(ended.get(need)));
      if (because === undefined) continue;
      lose({ name: task.name, end: 'blocked', because });
      again = true;
    }
  }
  if (isLate) for (const { name } of tasks.filter(isOpen)) lose({ name, end: 'late' });
  const isHalted = [...ended.values()].includes('unknown');
  const ready = isHalted
    ? []
    : tasks.filter((task) => isOpen(task) && task.needs.every((need) => ended.get(need) === 'done'));
  const start = admit(
    ready,
    tasks.filter(({ name }) => running.has(name)),
    limits,
  );
  return { start, drop, isOver: start.length === 0 && running.size === 0 };
}

const lost: readonly TaskEnd[] = ['failed', 'unknown', 'rejected', 'blocked', 'late'];
const isLost = (end: TaskEnd | undefined) => end !== undefined && lost.includes(end);

/** As many of the ready tasks as there are places for, beside what runs. */
function admit(ready: readonly Scheduled[], running: readonly Scheduled[], limits: ScheduleLimits): string[] {
  const busy = [...running];
  for (const task of ready) {
    const count = (isAlike: (other: Scheduled) => boolean) => busy.filter(isAlike).length;
    const hasPlace =
      busy.length < limits.tasksMax &&
      count(({ effect }) => effect === task.effect) < limits.byEffectMax[task.effect] &&
      count(({ component }) => component === task.component) <
        (limits.byComponentMax?.[task.component] ?? Number.POSITIVE_INFINITY) &&
      (task.lane === undefined || count(({ lane }) => lane === task.lane) === 0);
    if (hasPlace) busy.push(task);
  }
  return busy.slice(running.length).map(({ name }) => name);
}
