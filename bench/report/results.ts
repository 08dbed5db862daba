import type { HistoryGrowth } from '../measures/history.ts';
import type { IdleMemory } from '../measures/idle-memory.ts';
import type { Latency } from '../measures/latency.ts';
import type { Plans } from '../measures/plans.ts';
import type { Recovery } from '../measures/recovery.ts';
import type { Takeover } from '../measures/takeover.ts';
import type { Throughput } from '../measures/throughput.ts';
import type { Sizes } from '../sizes.ts';
import type { Store } from '../stage/stores.ts';

/** What was found with Temporal on one store. */
export interface StoreResults {
  readonly store: Store['name'];
  readonly latency: readonly Latency[];
  readonly throughput: readonly Throughput[];
  readonly history: readonly HistoryGrowth[];
  readonly plans: readonly Plans[];
  readonly takeovers: readonly Takeover[];
  readonly idleMemory: IdleMemory;
  readonly recovery: Recovery;
}

/** All that one run has found, and under what circumstances. */
export interface Results {
  readonly sizes: Sizes;
  /** Machine and versions, as Markdown. */
  readonly setting: string;
  readonly found: readonly StoreResults[];
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly minutes: number;
}
