import { type Logger, pino, stdSerializers } from 'pino';

/**
 * A log for somebody who watches: warnings as plain lines. With a level of their own choice they get it as everything
 * else writes it, one JSON object a line. Both on stderr.
 */
export function openLog(level: string | undefined): Logger {
  const serializers = { error: stdSerializers.err, err: stdSerializers.err };
  if (level !== undefined) return pino({ level, serializers }, pino.destination({ dest: 2, sync: true }));
  return pino({ level: 'warn', serializers }, { write: (line) => console.error(inWords(line)) });
}

function inWords(line: string): string {
  const { msg, path, reason, error } = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const message =
    error !== null && typeof error === 'object' && 'message' in error ? error.message : undefined;
  const details = [path, reason, message].filter((part) => typeof part === 'string' && part !== '');
  return details.length > 0 ? `${msg}: ${details.join(' ')}` : String(msg);
}
