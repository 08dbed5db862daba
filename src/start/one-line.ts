/** What went wrong, as one line for a person; a driver may keep the reason in one of several causes. */
export function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const nested = error instanceof AggregateError ? error.errors[0] : undefined;
  const text =
    error.message || (nested instanceof Error ? nested.message : '') || codeOf(error) || error.name;
  const cause =
    error.cause instanceof Error && !text.includes(error.cause.message) ? `: ${error.cause.message}` : '';
  return `${text}${cause}`.replaceAll(/\s*\n\s*/g, '; ');
}

const codeOf = (error: Error) => ('code' in error ? String(error.code) : '');
