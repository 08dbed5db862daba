import type { ApprovalPolicy } from '../domain/approval.ts';
import type { EffectKey } from '../domain/effect-key.ts';
import type { ToolManifest } from '../domain/manifest.ts';
import type { TurnsTo } from '../domain/tool.ts';
import type { ToolCustomer } from '../domain/tool-customer.ts';

/** A loaded tool: its plain data, and its functions with every argument checked at their edge. */
export interface Tool extends ToolManifest {
  /** The component whose own task queue its calls wait in, where they are limited. */
  readonly queue?: string;
  /** The arguments as the tool takes them, or what is wrong with them in words for a model or a person. Default: at most what may stand in the history. */
  checkInput(args: unknown, bytesMax?: number): { ok: true; args: unknown } | { ok: false; problem: string };
  checkOutput(output: unknown): { ok: true; output: unknown } | { ok: false; problem: string };
  /** The approval that a call with these checked arguments needs; a rule that fails asks for one. */
  approvalFor(args: unknown): (ApprovalPolicy & { readonly reason: string }) | undefined;
  /** Throws when the author's function does, or gives no usable key: such a call must not run. */
  effectKeyFor(args: unknown): EffectKey;
  /** Takes checked arguments; its result still has to pass `checkOutput`. */
  run(args: unknown, context: ToolContext): Promise<unknown>;
  /** Of the engine's own tools by which agents turn to each other. */
  readonly turnsTo?: TurnsTo;
  /** The output if an earlier call did happen, undefined if it didn't. Absent unless `canReconcile`. */
  reconcile?(args: unknown, context: ToolContext): Promise<unknown>;
}

/** What a tool knows of the call it serves. All of it comes from the session, nothing from a model. */
export interface ToolContext {
  readonly customer: ToolCustomer;
  readonly conversationId: string;
  /** The same for every attempt at one effect: what the far end dedupes on. */
  readonly effectKey: string;
  /** From 1. */
  readonly attempt: number;
  /** Of a tool that only starts work: where its end is to be told. */
  readonly callback?: Callback;
  /** Aborts at the timeout, and for reads when the turn is interrupted. */
  readonly signal: AbortSignal;
  readonly log: ToolLog;
}

/** Where the end of work is told, once. Whoever has the address can tell: hand it to nobody but who does the work. */
export interface Callback {
  readonly url: string;
  readonly expiresAt: Date;
}

export interface ToolLog {
  info(text: string, details?: Record<string, unknown>): void;
  warn(text: string, details?: Record<string, unknown>): void;
  error(text: string, details?: Record<string, unknown>): void;
}
