import type { ColumnType, Generated } from 'kysely';
import type { CallbackState, WorkEnd } from '../domain/callback.ts';
import type { CallState, Effect } from '../domain/tool.ts';

/** Written as JSON text, read parsed. */
type Json<T> = ColumnType<T, string, string>;
type Time = ColumnType<Date, Date | string | undefined, Date | string>;

/** What models asked tools for. */
export interface ToolCallsTable {
  id: string;
  conversation_id: string;
  turn_id: string;
  round: number;
  position: number;
  provider_call_id: string;
  tool: string;
  args: Json<unknown> | null;
  args_hash: string | null;
  effect: Effect;
  state: CallState;
  result: Json<unknown> | null;
  /** The call whose question to another agent it serves; null: the turn's own. */
  thread: string | null;
  /** The task of a plan that it does. */
  task_name: string | null;
  /** The call whose result is this one's too. */
  same_as: string | null;
}

/** Questions between agents that are, or were, being answered. */
export interface ThreadsTable {
  call_id: string;
  attempt: number;
  begun_at: Generated<Date>;
}

/** The effect ledger. */
export interface EffectsTable {
  tool: string;
  scope: string;
  key: string;
  state: 'intended' | 'done' | 'unknown';
  call_id: string;
  result: Json<unknown> | null;
  intended_at: Time;
  settled_at: Time | null;
}

/** Work that calls have started elsewhere. */
export interface CallbacksTable {
  id: Generated<string>;
  call_id: string;
  conversation_id: string;
  /** With scope and key: the effect in the ledger. */
  tool: string;
  scope: string;
  key: string;
  effect: Effect;
  args: Json<unknown>;
  state: Generated<CallbackState>;
  /** How it ended, as it was told. */
  ended: Json<WorkEnd> | null;
  /** When the tool's own function had returned. */
  started_at: Time | null;
  expires_at: Time;
  settled_at: Time | null;
  created_at: Generated<Date>;
}

/** What this installation signs with. */
export interface SigningKeysTable {
  name: string;
  key: string;
}
