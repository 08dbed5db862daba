const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Limits that only the HTTP service has. */
export const httpBounds = {
  /** A visitor's session, counted from its last use. */
  chatSessionMs: 30 * dayMs,
  /** An operator's session, counted from the login. */
  operatorSessionMs: 12 * 60 * minuteMs,
  setupLinkMs: dayMs,
  /** How long a link for a decision works, if the approval doesn't expire before. */
  decisionLinkMs: dayMs,
  /** A signed token in a body, in UTF-16 units. */
  tokenTextMax: 200,
  /** How far ahead a signed identity may expire. */
  identityAheadMaxMs: 5 * minuteMs,
  identityTextMax: 4_000,
  /** Claims inside it, in UTF-16 units. */
  claimTextMax: 320,
  /** The window of the door's cap on messages. */
  doorWindowMs: minuteMs,
  loginWindowMs: 15 * minuteMs,
  loginFailuresMax: 10,
  /** From one network address, which many people may share. */
  loginFailuresPerAddressMax: 100,
  passwordTextMin: 8,
  passwordTextMax: 200,
  /** Password checks at once, and waiting: each takes 19 MiB and a core for a while. */
  passwordChecksMax: 2,
  passwordChecksWaitingMax: 30,
  /** How deep JSON may nest. */
  jsonDepthMax: 32,
  /** Values in one body: a small one that holds many costs far more than a large one that holds few. */
  jsonValuesMax: 4_000,
  searchTextMax: 200,
  cursorTextMax: 200,
  requestMs: 30_000,
  /** Then a connection has to be made anew: requests that come in one packet are worked off without a pause. */
  requestsPerSocketMax: 100,
  /** How long requests under way may take when the service closes. */
  closeMs: 10_000,
  /** How long a request waits for the workflow to take note; the sweeper rings again later. */
  doorbellMs: 3_000,
  /** How long a takeover or a pause waits for every process to have said its last word. */
  settleMs: 5_000,
  checkMs: 3_000,
  retryAfterMs: 5_000,
  streamsPerSessionMax: 10,
  streamsMax: 2_000,
  /** Changes of this long travel to operators' pages together. */
  consoleFeedPauseMs: 200,
  consoleFeedIdsMax: 200,
  streamHeartbeatMs: 15_000,
  streamPollMs: 2_000,
  /** What may wait for a slow reader before it is let go. */
  streamBufferBytesMax: 1_048_576,
  /** How long a reader of the past may take for one page. */
  streamDrainMs: 30_000,
  /** How long an ended stream may take to be read to its end. */
  streamEndMs: 2_000,
  /** Hints of one conversation that may wait for a read of the database. */
  streamQueueMax: 10_000,
} as const;
