/** What an operator wrote about a conversation for colleagues: no customer and no model ever sees it. */
export interface Note {
  readonly id: string;
  /** The message that it follows in the transcript; 0 where nothing had been said. */
  readonly afterSeq: number;
  readonly by: { readonly id: string; readonly email: string };
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}
