import { fileURLToPath, pathToFileURL } from 'node:url';
import { assistantShape, type CheckedAssistant } from './assistant-shape.ts';
import { AssistantError, mistakesOf } from './mistake.ts';

/** Reads one `assistant.ts`. Throws an AssistantError with all that is wrong in it. */
export async function importAssistant(file: string): Promise<CheckedAssistant> {
  const checked = assistantShape.safeParse(await defaultExportOf(file));
  if (checked.success) return checked.data;
  throw new AssistantError(mistakesOf(file, checked.error));
}

async function defaultExportOf(file: string): Promise<unknown> {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new AssistantError([{ file: placeOf(error) ?? file, field: 'import', expected: reasonOf(error) }]);
  });
  if ('default' in module) return module.default;
  const expected = 'expected export default defineAssistant({ … })';
  throw new AssistantError([{ file, field: 'default export', expected }]);
}

/** A syntax error's stack begins with its place, as `file:///…/assistant.ts:12`. */
function placeOf(error: unknown): string | undefined {
  const [first = ''] = stackOf(error).split('\n');
  const [, url, line] = /^(file:\/\/.+):(\d+)$/.exec(first) ?? [];
  return url && `${fileURLToPath(url)}:${line}`;
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `expected the file to load, got ${reason.split('\n')[0]}`;
}

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? '') : '');
