/** The embedded PostgreSQL cannot serve. The message is one line that tells the user what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
