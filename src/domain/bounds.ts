/** Every limit that is not a setting, in one place. Units come last in each name. */
export const bounds = {
  /** A customer's or operator's message, after trimming, in UTF-16 units. */
  messageTextMax: 8_000,
  /** A model's answer, in UTF-16 units; a longer one is cut at a sentence end. */
  answerTextMax: 16_000,
  /** One released piece of a draft, in UTF-16 units: it must fit a NOTIFY payload of 8,000 bytes. */
  releaseTextMax: 1_000,
  /** Rows in one page of a list. */
  pageItemsMax: 100,
  /** What a fresh reader of the event stream is given of the past. */
  streamBacklogMax: 100,
  /** Customer messages that one turn takes at once; more wait for the next turn. */
  messagesPerTurnMax: 100,
  /** Messages of the transcript that a model is shown, however short they are. */
  contextMessagesMax: 400,
  /** Messages of a case that may stand unsummarised, however short they are. */
  unsummarisedMessagesMax: 200,
  /** A case's summary, in UTF-16 units. */
  summaryTextMax: 4_000,
  /** What a later case's model reads of it. */
  recalledTextMax: 1_000,
  /** Words by which earlier cases are looked for. */
  recallWordsMax: 40,
  /** Model calls in one turn, before the turn is handed over. */
  roundsPerTurnMax: 8,
  /** Tool calls that one model response may ask for. */
  callsPerRoundMax: 16,
  /** What a classification or a summary reads of one message, in UTF-16 units. */
  lineTextMax: 2_000,
  /** Arguments of one tool call, as JSON, in UTF-8 bytes: they stand in the history. */
  toolArgsBytesMax: 8_000,
  /** What a model reads of one tool result, in UTF-16 units. */
  toolResultTextMax: 32_000,
  /** A tool's result as JSON, in UTF-8 bytes. */
  toolResultBytesMax: 262_144,
  /** What the trace keeps of a tool result, in UTF-16 units. */
  tracedResultTextMax: 16_000,
  /** What the history keeps of a tool result, in UTF-16 units. */
  previewTextMax: 300,
  /** Approvals that one conversation may have pending. */
  approvalsPendingMax: 20,
  /** An approval's reason, an operator's note or a close reason, in UTF-16 units. */
  reasonTextMax: 2_000,
  /** Notes that operators may keep on one conversation: they fit one page. */
  notesMax: 200,
  /** Operators' accounts that are listed. */
  accountsMax: 1_000,
  /**
   * Events of one workflow run, before the next one continues it: some sixteen turns. A worker that doesn't have the run
   * at hand replays all of them before the customer gets on, at half a millisecond of its processor each.
   */
  runEventsMax: 400,
  /** Body of any request that has no limit of its own, in bytes. */
  bodyBytesMax: 65_536,
} as const;
