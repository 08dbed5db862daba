import type { z } from 'zod';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import { bounds } from '../domain/bounds.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { fieldAt } from './mistake.ts';
import { storable } from './storable.ts';

/** A value that passed, or what is wrong with it in words for a model or a person. */
export type Checked = { ok: true; value: unknown } | { ok: false; problem: string };

/** Arguments as a tool takes them. By default they are of a size that may stand in the history. */
export function checkArgs(
  schema: z.ZodType,
  args: unknown,
  bytesMax: number = bounds.toolArgsBytesMax,
): Checked {
  return asJson('arguments', () => {
    const checked = parse('arguments', schema, storable(args));
    if (!checked.ok) return checked;
    const bytes = Buffer.byteLength(canonicalJson(checked.value));
    if (bytes <= bytesMax) return checked;
    return {
      ok: false,
      problem: `arguments: expected at most ${bytesMax} bytes of JSON, got ${bytes}`,
    };
  });
}

/** A tool's result as it is recorded. Parsed first: that drops what the schema doesn't name, whatever it is. */
export function checkResult(schema: z.ZodType, result: unknown): Checked {
  return asJson('result', () => {
    const checked = parse('result', schema, result);
    if (!checked.ok) return checked;
    const value = storable(checked.value);
    canonicalJson(value);
    return { ok: true, value };
  });
}

/** What can't be JSON doesn't pass. */
function asJson(what: string, check: () => Checked): Checked {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { ok: false, problem: `${what}: ${error.message}` };
  }
}

function parse(what: string, schema: z.ZodType, value: unknown): Checked {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, problem: problemOf(what, parsed.error) };
  } catch {
    // An author's refinement threw, or is asynchronous, which nothing here can wait for. What it says stays inside.
    return { ok: false, problem: `${what}: could not be checked` };
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
