/** The embedded Temporal server cannot be had. The message is one line that tells the user what to do. */
export class TemporalEmbeddedError extends Error {
  override readonly name = 'TemporalEmbeddedError';
}
