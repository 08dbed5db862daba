import type { z } from 'zod';

/** One thing that is wrong in an assistant's folder. */
export interface Mistake {
  readonly file: string;
  /** Where in the file's value, such as `tools[0].policy.timeoutMs`. */
  readonly field: string;
  /** What was expected, in one line. */
  readonly expected: string;
}

/** Stops the start. Its message has one line for each mistake. */
export class AssistantError extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ file, field, expected }) => `${file}: ${field}: ${expected}`).join('\n'));
    this.name = 'AssistantError';
    this.mistakes = mistakes;
  }
}

/** A schema's findings as mistakes; several unknown fields of one object are one finding. */
export function mistakesOf(file: string, error: z.ZodError): Mistake[] {
  return error.issues.flatMap((issue) => {
    const lines = issue.message.split('\n');
    if (issue.code !== 'unrecognized_keys')
      return [{ file, field: fieldAt(issue.path), expected: brief(lines) }];
    return issue.keys.map((key, index) => ({
      file,
      field: fieldAt([...issue.path, key]),
      expected: lines[index] ?? 'unknown field',
    }));
  });
}

/** A path as one would write it in code. */
export function fieldAt(path: readonly PropertyKey[]): string {
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return field.replace(/^\./, '') || 'default export';
}

const brief = (lines: readonly string[]) => lines.join(' ').replace(/^(Invalid input|Invalid option): /, '');
