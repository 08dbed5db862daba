/** Work that a tool call has started elsewhere, and whose end is told by a call of a one-time address. */
export const callbackStates = ['running', 'done', 'failed', 'expired'] as const;
export type CallbackState = (typeof callbackStates)[number];

export const callbackBounds = {
  /** How long work may take where its tool says nothing. */
  withinMsDefault: 86_400_000,
  withinMsMax: 365 * 86_400_000,
  /** Why it failed, in the words of who tells it. */
  reasonTextMax: 1_000,
  /** What an event carries of arguments, and of a result, as JSON in UTF-8 bytes each. */
  toldBytesMax: 3_000,
} as const;

/** How work ended, as whoever did it tells. */
export type WorkEnd =
  | { readonly status: 'done'; readonly output: unknown }
  | { readonly status: 'failed'; readonly reason: string };

/** What a model reads of a call whose work has begun. */
export const startedResult = {
  status: 'started',
  note: 'It takes a while, and its result comes by itself. Tell the customer that you will write then; do not ask for it again.',
};

/** What it reads when the same is asked for again meanwhile. */
export const underWayResult = {
  status: 'already under way',
  note: 'It was started before and is not finished. Its result comes by itself; do not ask for it again.',
};

/** As what the end of work reaches a conversation. */
export const workEvents = {
  done: 'tool.completed',
  failed: 'tool.failed',
  expired: 'tool.overdue',
} as const satisfies Record<Exclude<CallbackState, 'running'>, string>;

/** Whether an event tells of work that can't be undone and whose end nobody knows: that is for a person. */
export const needsPerson = (type: string, data: Readonly<Record<string, unknown>>): boolean =>
  type === workEvents.expired && data.effect === 'irreversible';
