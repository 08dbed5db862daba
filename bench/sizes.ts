/** How much is measured. */
export interface Sizes {
  readonly latency: { readonly warmUp: number; readonly measured: number };
  readonly throughput: {
    readonly conversations: number;
    readonly warmUpMs: number;
    readonly windowMs: number;
  };
  /** Turns of a long conversation whose history is measured, by number. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  readonly plans: number;
  readonly takeovers: number;
  readonly idle: { readonly warmUp: number; readonly measured: number };
  readonly recovery: { readonly kills: number; readonly conversations: number };
}

/** Some eleven minutes on two cores. */
export const fullSizes: Sizes = {
  latency: { warmUp: 5, measured: 30 },
  throughput: { conversations: 50, warmUpMs: 4_000, windowMs: 12_000 },
  spans: [
    [5, 9],
    [196, 200],
  ],
  plans: 10,
  takeovers: 20,
  idle: { warmUp: 50, measured: 250 },
  recovery: { kills: 10, conversations: 10 },
};

/** Whether everything works; its numbers say nothing. */
export const quickSizes: Sizes = {
  latency: { warmUp: 1, measured: 2 },
  throughput: { conversations: 4, warmUpMs: 1_000, windowMs: 2_000 },
  spans: [
    [2, 3],
    [6, 7],
  ],
  plans: 2,
  takeovers: 2,
  idle: { warmUp: 5, measured: 10 },
  recovery: { kills: 1, conversations: 4 },
};
