/** What a conversation has before it besides messages and decisions, as the database knows it. */
export interface Agenda {
  /** When this was looked up, ms since the epoch by the database's clock: an older look never replaces a newer. */
  readonly seenAtMs: number;
  /** Outside events that no turn has taken. */
  readonly eventsWait: boolean;
  /** Follow-ups that have yet to be written, by time or by event. */
  readonly followUps: number;
  /** When the first of them is due, ms since the epoch. */
  readonly followUpAtMs?: number;
  /** When a promised answer of a person is late, ms since the epoch; absent once that is noted. */
  readonly answerDueAtMs?: number;
  /** When work that goes on elsewhere is given up first, ms since the epoch. Absent: none is under way. */
  readonly workDueAtMs?: number;
  /** More has been said than the model's window should carry, or a closed case has no summary yet. */
  readonly mustSummarise: boolean;
}

/** Of a conversation that nobody has looked at. */
export const emptyAgenda: Agenda = { seenAtMs: 0, eventsWait: false, followUps: 0, mustSummarise: false };
