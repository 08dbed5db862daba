import type { CallOrder, Effect } from '../tool.ts';

/** What a composite request is taken apart into, before anything of it is done. */
export interface Plan {
  readonly tasks: readonly Task[];
  /** Whether what these tasks find decides what else is to be done. */
  readonly isOpen: boolean;
}

/** One subtask of a turn: one call of one component, once what it needs is there. */
export interface Task {
  /** Unique within the turn's plans. */
  readonly name: string;
  /** What it is for, in words for people. */
  readonly purpose: string;
  /** What the customer asked for that it serves, in their own words; tasks of one part share it. */
  readonly part?: string;
  /** The tool that does it. */
  readonly component: string;
  readonly inputs: Readonly<Record<string, TaskInput>>;
  /** Tasks that have to be done before, though nothing of theirs is read. */
  readonly after: readonly string[];
}

/** Where the value of one of a task's inputs comes from. */
export type TaskInput = { readonly literal: unknown } | Reference;

/** A part of another task's output. */
export interface Reference {
  /** The task's name. */
  readonly from: string;
  /** JSON Pointer (RFC 6901) into its output; empty: all of it. */
  readonly pointer: string;
}

/** A task as the scheduler and the workflow know it: what it reads stands in the database. */
export interface PlannedTask {
  readonly name: string;
  readonly purpose: string;
  readonly component: string;
  readonly effect: Effect;
  readonly needs: readonly string[];
}

/** A plan that is carried out. */
export interface PlanInHand {
  /** The turn that it was made in, and which of that turn's rounds of calls it is. */
  readonly turnId: string;
  readonly round: number;
  readonly isOpen: boolean;
  /**
   * How many plans went before it in this piece of work. Absent in histories from before it was told: then none follows
   * where it is gone on with.
   */
  readonly replans?: number;
  readonly tasks: readonly PlannedTask[];
  /** What has become of its tasks, where it is gone on with. */
  readonly ended?: Readonly<Record<string, TaskEnd>>;
}

/** A task that is about to start. */
export type TaskReady =
  | {
      readonly kind: 'run' | 'wait';
      readonly name: string;
      /** `wait`: with the approval that it needs. */
      readonly order: CallOrder;
      /** What it changes. */
      readonly lane?: string;
    }
  /** Another task asks for the very same. */
  | { readonly kind: 'same'; readonly name: string; readonly as: string }
  /** It ended before it began. */
  | { readonly kind: 'ended'; readonly name: string; readonly end: TaskEnd; readonly why: string };

/** How a task ended: as its call did, or without one. */
export const taskEnds = [
  'done',
  'failed',
  /** Nobody can say whether it happened. */
  'unknown',
  /** A person has to decide first. */
  'waiting',
  /** Begun; its end is told later, to a turn of its own. */
  'running',
  /** A person decided against it. */
  'rejected',
  /** What it needs is not to be had. */
  'blocked',
  /** The turn had no time left for it. */
  'late',
] as const;
export type TaskEnd = (typeof taskEnds)[number];

export const isReference = (input: TaskInput): input is Reference => 'from' in input;

/** The tasks that have to be done before, each once, in the order written. */
export function needsOf({ inputs, after }: Pick<Task, 'inputs' | 'after'>): string[] {
  const read = Object.values(inputs).flatMap((input) => (isReference(input) ? [input.from] : []));
  return [...new Set([...read, ...after])];
}
