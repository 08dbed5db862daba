/** A log for tests that keeps what it is told. */
export function silentLog() {
  const lines: string[] = [];
  const keep = (...parts: unknown[]) => {
    lines.push(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
  };
  return { info: keep, warn: keep, error: keep, debug: keep, lines };
}
