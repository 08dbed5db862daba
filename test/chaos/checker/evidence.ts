import type { Client } from '@temporalio/client';
import type { Rows } from './rows.ts';

/** What one customer did and heard. */
export interface Visit {
  readonly role: string;
  readonly assistant: string;
  /** Begins the token of each of their wishes. */
  readonly tag: string;
  readonly conversationId: string;
  /** Of their session. */
  readonly token: string;
  /** What was accepted. */
  readonly posted: readonly { readonly id: string; readonly text: string }[];
  // biome-ignore lint/suspicious/noExplicitAny: whatever came
  readonly heard: readonly { readonly event: string; readonly data: any }[];
  /** Between a takeover's return and the hand-back, as places in `heard`. */
  readonly taken: readonly { readonly from: number; readonly to: number }[];
}

/** All that there is to judge by; of the product it holds rows, addresses and words, and none of its code. */
export interface Evidence {
  readonly canary: string;
  /** Stands in what agents tell each other. */
  readonly inward: string;
  /** All that can be looked up. */
  readonly documents: readonly string[];
  readonly visits: readonly Visit[];
  readonly rows: Rows;
  readonly temporal: Client;
  /** An HTTP service that is up. */
  readonly http: string;
  readonly logs: readonly string[];
  /** By assistant, in money of which a token costs one. */
  readonly caps: Readonly<Record<string, { readonly case: number; readonly day: number }>>;
  readonly bills: readonly { readonly token: string; readonly tokens: number }[];
  readonly tools: readonly { readonly name: string; readonly effect: string }[];
  /** Effects as they happened at the tools' far end. */
  readonly arrivals: readonly {
    readonly tool: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly effectKey: string;
    /** ms since the epoch. */
    readonly at: number;
    readonly gave?: unknown;
  }[];
}

/** What one invariant came to. */
export interface Finding {
  /** Such as `I1 every message ends`. */
  readonly about: string;
  /** How many things were looked at. */
  readonly looked: number;
  readonly violations: readonly string[];
  /** Said beside the count. */
  readonly note?: string;
}
