import type { z } from 'zod';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import { bounds } from '../domain/bounds.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { fieldAt } from './mistake.ts';
import { storable } from './storable.ts';

/** A value that passed, or what is wrong with it in words for a model or a person. */
export type Checked = { ok: true; value: unknown } | { ok: false; problem: string };

/** Arguments as a tool takes them. They stand in the history, so their size is bounded. */
export function checkArgs(schema: z.ZodType, args: unknown): Checked {
  return guarded('arguments', () => {
    const parsed = schema.safeParse(storable(args));
    if (!parsed.success) return { ok: false, problem: problemOf('arguments', parsed.error) };
    const bytes = Buffer.byteLength(canonicalJson(parsed.data));
    if (bytes <= bounds.toolArgsBytesMax) return { ok: true, value: parsed.data };
    return {
      ok: false,
      problem: `arguments: expected at most ${bounds.toolArgsBytesMax} bytes of JSON, got ${bytes}`,
    };
  });
}

/** A tool's result as it is recorded. Parsed first: that drops what the schema doesn't name, whatever it is. */
export function checkResult(schema: z.ZodType, result: unknown): Checked {
  return guarded('result', () => {
    const parsed = schema.safeParse(result);
    if (!parsed.success) return { ok: false, problem: problemOf('result', parsed.error) };
    const value = storable(parsed.data);
    canonicalJson(value);
    return { ok: true, value };
  });
}

/** An author's refinement may throw, or be asynchronous, which nothing here can wait for: neither lets a value pass. */
function guarded(what: string, check: () => Checked): Checked {
  try {
    return check();
  } catch (error) {
    // Only our own words about JSON are passed on; an author's exception may hold anything.
    const reason = error instanceof TypeError ? error.message : 'could not be checked';
    return { ok: false, problem: `${what}: ${reason}` };
  }
}

function problemOf(what: string, error: z.ZodError): string {
  return error.issues
    .slice(0, authoringBounds.problemsMax)
    .map(({ path, message }) => {
      const text = message.replace(/^Invalid (input|option): /, '').slice(0, authoringBounds.problemTextMax);
      return `${path.length > 0 ? fieldAt(path) : what}: ${text}`;
    })
    .join('; ');
}
