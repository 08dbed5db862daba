import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import type { Manifest } from '../domain/manifest.ts';
import type { Assistant, Env, Registry } from './assistant.ts';
import { letImportOurs } from './author-imports.ts';
import { buildAssistant } from './build-assistant.ts';
import { importAssistant } from './import-assistant.ts';
import { AssistantError, type Mistake } from './mistake.ts';
import { pinAssistant } from './pin-assistant.ts';

/**
 * Loads every subfolder that has an `assistant.ts`. Throws one AssistantError with the mistakes of all of them: none is
 * served while one is wrong.
 */
export async function loadAssistants(folder: string, env: Env): Promise<Registry> {
  const files = await assistantFilesIn(folder);
  const found: { file: string; assistant: Assistant }[] = [];
  const mistakes: Mistake[] = [];
  for (const file of files) {
    try {
      found.push({ file, assistant: buildAssistant(file, await importAssistant(file), env) });
    } catch (error) {
      if (!(error instanceof AssistantError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  mistakes.push(...sharedIds(found));
  if (mistakes.length > 0) throw new AssistantError(mistakes);
  return registryOf(new Map(found.map(({ assistant }) => [assistant.id, assistant])), env);
}

/** By the folder's name, so that every process loads and lists them in one order. */
async function assistantFilesIn(folder: string): Promise<string[]> {
  const stop = (expected: string) => new AssistantError([{ file: folder, field: 'ASSISTANTS', expected }]);
  const root = await realpath(folder).catch(() => {
    throw stop('expected a folder, found none');
  });
  const names = await readdir(root).catch(() => {
    throw stop('expected a folder that can be read');
  });
  const files: string[] = [];
  for (const name of names.sort()) {
    const file = await assistantFileIn(join(root, name));
    if (!file) continue;
    files.push(file);
    // It may be a link to somewhere else; imports are known by their real path.
    letImportOurs(dirname(file));
  }
  if (files.length === 0) throw stop('expected at least one subfolder with an assistant.ts');
  if (files.length > authoringBounds.assistantsMax) {
    throw stop(`expected at most ${authoringBounds.assistantsMax} assistants, found ${files.length}`);
  }
  letImportOurs(root);
  return files;
}

async function assistantFileIn(folder: string): Promise<string | undefined> {
  const file = await realpath(join(folder, 'assistant.ts')).catch(() => undefined);
  return file && (await stat(file)).isFile() ? file : undefined;
}

function sharedIds(found: readonly { file: string; assistant: Assistant }[]): Mistake[] {
  const firstWith = new Map<string, string>();
  return found.flatMap(({ file, assistant: { id } }) => {
    const first = firstWith.get(id);
    if (!first) firstWith.set(id, file);
    return first ? [{ file, field: 'id', expected: `expected another than ${id}, which ${first} has` }] : [];
  });
}

function registryOf(assistants: ReadonlyMap<string, Assistant>, env: Env): Registry {
  const manifestOf = (id: string) => {
    const manifest = assistants.get(id)?.manifest;
    if (!manifest) throw new Error(`no assistant ${id} in this build`);
    return manifest;
  };
  const pin = (manifest: Manifest) => pinAssistant(manifest, assistants.get(manifest.id), env);
  return Object.freeze({ assistants, default: defaultOf(assistants, env), manifest: manifestOf, pin });
}

function defaultOf(assistants: ReadonlyMap<string, Assistant>, env: Env): Assistant {
  const ids = [...assistants.keys()].sort();
  const wanted = env.DEFAULT_ASSISTANT || (assistants.has('shop') ? 'shop' : (ids[0] ?? ''));
  const assistant = assistants.get(wanted);
  if (assistant) return assistant;
  const expected = `expected one of ${ids.join(', ')}, got ${wanted}`;
  throw new AssistantError([{ file: 'environment', field: 'DEFAULT_ASSISTANT', expected }]);
}
