import { z } from 'zod';
import { nearestName } from './nearest-name.ts';

/**
 * An object with these fields and no other. For each unknown field its message holds one line, in the order of the
 * issue's `keys` (see mistake.ts).
 */
export function closedObject<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownField(key, known)).join('\n')
        : undefined,
  });
}

function unknownField(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return `unknown field, ${nearest ? `did you mean ${nearest}?` : `expected one of ${known.join(', ')}`}`;
}

/** Said of what the authoring contract has and this build would ignore: that is refused. */
export const notYetText = "isn't supported by this build yet; expected it to be left out";
