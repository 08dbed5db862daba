/** The page's own limits; those of messages and answers are the domain's. Units come last in each name. */
export const chatBounds = {
  /** Messages held in the page; beyond it the oldest leave, and can be asked for again. */
  messagesMax: 2_000,
  /** Written but not yet accepted messages. */
  outgoingMax: 20,
  /** Turns remembered as over, so that their late text is not shown. */
  endedTurnsMax: 100,
  /** Sentences and messages that the live region holds at once. */
  announcementsMax: 20,
  /** One event of the stream, in UTF-16 units: an answer with its citations fits many times. */
  eventTextMax: 1_000_000,
  /** The server comments every 15 s; a stream silent for longer than this is taken for dead. */
  silenceMsMax: 40_000,
  /** Any request but the stream. */
  requestMsMax: 20_000,
  /** How often a signed identity is shown before the page gives up; it lasts five minutes at most. */
  identifyAttemptsMax: 5,
  /** First and longest pause between attempts. */
  pauseMsMin: 500,
  pauseMsMax: 30_000,
  /** The longest `Retry-After` that is believed. */
  retryAfterMsMax: 600_000,
  /** How long a missing message may be on its way before it is asked for. */
  catchUpMs: 1_000,
  /** Fruitless attempts to fetch it; the next event starts over. */
  catchUpAttemptsMax: 20,
  /** How long the sign of work waits below a fresh answer. */
  workingDelayMs: 800,
  /** The reader counts as being at the bottom within this distance. */
  bottomPx: 64,
  /** Nearness to the top that asks for earlier messages. */
  topPx: 120,
  /** Units left from which the counter shows. */
  counterFrom: 800,
} as const;
