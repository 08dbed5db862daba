/** What a pointer leads to, or how far it led and what stands there. */
export type Selected =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly at: string; readonly found: unknown };

/** The steps of a JSON Pointer (RFC 6901), or undefined when it is none. */
export function pointerSteps(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Follows a pointer into a JSON value: own fields only, and list items that are there. Throws on what is no pointer. */
export function select(value: unknown, pointer: string): Selected {
  const steps = pointerSteps(pointer);
  if (!steps) throw new TypeError('expected a JSON Pointer');
  let here = value;
  for (const [index, step] of steps.entries()) {
    const next = child(here, step);
    if (next === undefined) return { ok: false, at: pointerOf(steps.slice(0, index)), found: here };
    here = next;
  }
  return here === undefined ? { ok: false, at: '', found: undefined } : { ok: true, value: here };
}

/** The pointer of these steps. */
export const pointerOf = (steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** A list's index as the RFC writes it: no sign, no leading zero, no `-` for what isn't there yet. */
export const isIndex = (step: string) => /^(?:0|[1-9]\d{0,9})$/.test(step);

function child(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return isIndex(step) ? value[Number(step)] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string, unknown>)[step];
}
