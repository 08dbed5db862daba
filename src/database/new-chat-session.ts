/** A visitor's session that is about to be opened. `tokenHash`: SHA-256, hex. */
export interface NewChatSession {
  readonly tokenHash: string;
  readonly assistant: string;
  readonly expiresAt: Date;
}
