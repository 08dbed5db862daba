import { bounds } from '../domain/bounds.ts';
import type { App } from './app.ts';
import { httpBounds } from './http-bounds.ts';

/**
 * Stands for a body that can't be read as JSON. It fails every schema, but only when the schema is asked: until
 * then the caller hears of the earlier refusals first.
 */
export const unreadable = Symbol('unreadable body');

/** Reads every body whatever its type says, within the limit; what isn't JSON becomes `unreadable`. */
export function readJsonBodies(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: bounds.bodyBytesMax },
    (request, bytes, done) => {
      if (bytes.length === 0) return done(null, undefined);
      done(null, isJson(request.headers['content-type']) ? parseJson(bytes as Buffer) : unreadable);
    },
  );
}

export function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

/** Strict UTF-8, bounded depth and number of values, and no key that could reach a prototype. */
export function parseJson(bytes: Buffer): unknown {
  if (!isModest(bytes)) return unreadable;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return value !== null && isTame(value) ? value : unreadable;
  } catch {
    return unreadable;
  }
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Whether parsing is cheap. Counted before it, because a body that isn't would hold everybody up. */
function isModest(bytes: Buffer): boolean {
  let isInText = false;
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) isInText = !isInText;
    else if (isInText) at += byte === backslash ? 1 : 0;
    else if (byte === openBracket || byte === openBrace) depth += 1;
    else if (byte === closeBracket || byte === closeBrace) depth -= 1;
    if (!isInText && (byte === comma || byte === openBracket || byte === openBrace)) values += 1;
    if (depth > httpBounds.jsonDepthMax || values > httpBounds.jsonValuesMax) return false;
  }
  return true;
}

function isTame(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return !Object.hasOwn(value, '__proto__') && Object.values(value).every(isTame);
}
