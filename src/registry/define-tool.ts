import type { z } from 'zod';
import type { DataClass } from '../domain/component.ts';
import type { Proof } from '../domain/message.ts';
import type { Role } from '../domain/operator.ts';
import type { AdapterName } from '../domain/plan/adapters/adapters.ts';
import type { Effect, Run } from '../domain/tool.ts';
import type { Callback, ToolContext } from './tool.ts';

/**
 * Gives a tool its types: `args` as `input` says, and a result that `output` accepts. What types can't say is checked
 * when the assistant is loaded, so that every mistake in a folder is told at once.
 */
export function defineTool<Args>(definition: CallbackToolDefinition<Args>): CallbackToolDefinition<Args>;
export function defineTool<Args, const Result>(
  definition: ToolDefinition<Args, Result>,
): ToolDefinition<Args, Result>;
export function defineTool(definition: AnyToolDefinition): AnyToolDefinition {
  return definition;
}

/** A tool of any kind. */
export type AnyToolDefinition = ToolDefinition | CallbackToolDefinition;

/**
 * A tool whose calls only start work, which may take hours. Its end is told by a POST to `context.callback.url`: either
 * `{ "status": "done", "output": … }`, the output as `output` says, or `{ "status": "failed", "reason": "…" }`.
 */
export interface CallbackToolDefinition<Args = unknown>
  extends Omit<ToolDefinition<Args>, 'completes' | 'effect' | 'run' | 'reconcile' | 'effectKey'> {
  readonly completes: 'callback';
  readonly effect: Exclude<Effect, 'read'>;
  /** How long the work may take. Default: a day. */
  readonly callbackWithinMs?: number;
  effectKey?(args: Args): string;
  /** Irreversible only: the output if an earlier call, whose outcome is unknown, did happen. */
  reconcile?(args: Args, context: ToolContext): Promise<unknown>;
  /** Starts the work. Returns once that is sure. */
  run(args: Args, context: ToolContext & { readonly callback: Callback }): Promise<void> | void;
}

/** An action that the assistant may ask for. Functions run in activities, never in workflows. */
export interface ToolDefinition<Args = unknown, Result = unknown> {
  /** How the model calls it: letters, digits, `_` and `-`. */
  readonly name: string;
  /** What it does and when to use it, for the model. */
  readonly description: string;
  readonly input: z.ZodType<Args>;
  readonly output: z.ZodType<unknown, Result>;
  readonly effect: Effect;
  /** How far the customer must be proved before it runs. Default: `claimed`, anybody. */
  readonly proof?: Proof;
  /**
   * What it can do, by names of yours. Of an agent's tools that share one and take the same input, the first that is well is
   * offered. Default: its own name.
   */
  readonly capabilities?: readonly string[];
  /** Default: `personal`. */
  readonly dataClass?: DataClass;
  readonly approval?: ApprovalDefinition<Args>;
  readonly policy?: PolicyDefinition;
  /** In what other form an input takes what another task found, such as `{ amountCents: 'cents' }`. Default: none. */
  readonly adapters?: { readonly [field in keyof NoInfer<Args>]?: AdapterName };
  /** `callback` makes it a tool whose calls only start work. */
  readonly completes?: undefined;

  // Methods, not properties: only so is a tool of any input assignable to a list of tools.

  /** What makes two calls the same effect, such as an order id. Default: a hash of the arguments, within one case. */
  effectKey?(args: Args): string;
  /** Irreversible only: the output if an earlier call, whose outcome is unknown, did happen. */
  reconcile?(args: Args, context: ToolContext): Promise<Given<Result> | undefined>;
  run(args: Args, context: ToolContext): Promise<Given<Result>> | Given<Result>;
}

/** What an author's function gives: only `output` says what that is, and what can't be changed will do. */
type Given<Result> = NoInfer<Unchanging<Result>>;
type Unchanging<Value> = { readonly [field in keyof Value]: Unchanging<Value[field]> };

/** Which calls wait for a person, and for whom. */
export interface ApprovalDefinition<Args = unknown> {
  /** Default: always. A rule that throws counts as yes. */
  when?(args: Args): boolean;
  /** The weakest role that may decide. Default: `approver`. */
  readonly role?: Exclude<Role, 'viewer'>;
  readonly quorum?: 1;
  /** Default: one day. */
  readonly expiresMs?: number;
  /** How long before it expires operators are reminded of it. Default: a quarter of its time. */
  readonly remindMs?: number;
  /** Default: `reject`. */
  readonly onExpiry?: 'reject' | 'escalate';
}

/** Time, attempts and way of running of a tool's calls. */
export interface PolicyDefinition {
  /** Of one attempt. Default: 10 s. */
  readonly timeoutMs?: number;
  /** Default: 3 for `read`, 4 for `keyed`; `irreversible` has one. */
  readonly attempts?: number;
  /** Default: `local` for reads of at most 1 s, else `durable`. */
  readonly run?: Run;
  /** Calls a second over all workers; they wait in a task queue of their own, and run `durable`. Default: no limit. */
  readonly ratePerSecond?: number;
  /** Calls at once in each worker; likewise. Default: no limit of its own. */
  readonly concurrency?: number;
}
