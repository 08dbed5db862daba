/** Network's words for a server that isn't there. */
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN']);

/** Postgres' classes for: connection lost, too many connections, shutting down or starting up. */
const postgresClasses = ['08', '53', '57P'];

/** What the pool says without a code. */
const poolWords =
  /timeout exceeded when trying to connect|connection terminated|connection ended|not queryable/i;

/** Whether the database can't be reached for now, so that the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return poolWords.test(error.message);
  const fromSocket = 'syscall' in error || error instanceof AggregateError;
  if (networkCodes.has(code)) return fromSocket;
  return /^[0-9A-Z]{5}$/.test(code) && postgresClasses.some((start) => code.startsWith(start));
}
