import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder of assistants outside the repository, with these files; gone after the test. Gives its real path. */
export async function assistantsFolder(t: TestContext, files: Record<string, string>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'baton-assistants-')));
  t.after(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** The text of an `assistant.ts`: a right one, but for these fields. Values are source text. */
export function assistantText(fields: Record<string, string> = {}): string {
  const all = {
    id: `'desk'`,
    name: `'Ada'`,
    version: `'1'`,
    instructions: `'Help.'`,
    models: `{ small: ${model} }`,
    tools: '[]',
    ...fields,
  };
  return moduleWith(`defineAssistant(${objectText(all)})`);
}

/** The text of an assistant whose one tool is right, but for these fields. */
export function assistantWithTool(fields: Record<string, string> = {}): string {
  const all = {
    name: `'look_up'`,
    description: `'Looks something up.'`,
    input: 'z.object({ orderId: z.string(), pieces: z.int().optional() })',
    output: 'z.object({ status: z.string() })',
    effect: `'read'`,
    run: `() => ({ status: 'found' })`,
    ...fields,
  };
  return assistantText({ tools: `[defineTool(${objectText(all)})]` });
}

export const model = `{ model: 'm', contextTokens: 8_000, outputTokensMax: 500 }`;

const moduleWith = (expression: string) => `
import { z } from 'zod';
import { defineAssistant, defineTool, ToolRefusal } from 'baton';
export const used = [z, defineTool, ToolRefusal];
export default ${expression};
`;

/** An empty text leaves a field out. */
function objectText(fields: Record<string, string>): string {
  const written = Object.entries(fields).filter(([, text]) => text !== '');
  return `{ ${written.map(([name, text]) => `${name}: ${text}`).join(', ')} }`;
}
