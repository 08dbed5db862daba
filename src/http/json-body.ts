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

/** Strict UTF-8, bounded depth, and no key that could reach a prototype. */
export function parseJson(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return value !== null && isTame(value) ? value : unreadable;
  } catch {
    return unreadable;
  }
}

function isTame(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; depth <= httpBounds.jsonDepthMax; depth++) {
    const parents = level.filter((value): value is object => typeof value === 'object' && value !== null);
    if (parents.length === 0) return true;
    if (parents.some((parent) => Object.hasOwn(parent, '__proto__'))) return false;
    level = parents.flatMap((parent) => Object.values(parent));
  }
  return false;
}
