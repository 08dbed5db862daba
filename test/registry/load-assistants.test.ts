import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { Env } from '../../src/registry/assistant.ts';
import { loadAssistants } from '../../src/registry/load-assistants.ts';
import { AssistantError } from '../../src/registry/mistake.ts';
import { assistantsFolder, assistantText, model } from './folders.ts';

const load = promisify(execFile);

/** What stops the load, one line a mistake, with the folder's own path cut off. */
async function linesOf(folder: string, env: Env = {}): Promise<string[]> {
  const error = await loadAssistants(folder, env).then(
    () => assert.fail('the folder was taken'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof AssistantError, String(error));
  return error.message.replaceAll(`${folder}/`, '').split('\n');
}

test('a folder outside the repository, without packages of its own, may import baton and zod', async (t) => {
  const folder = await assistantsFolder(t, {
    'one/assistant.ts': `import { tool } from './tools/tool.ts';\n${assistantText({ id: `'one'`, tools: '[tool]' })}`,
    'one/tools/tool.ts': `
      import { defineTool } from 'baton';
      import { z } from 'zod';
      const name: string = 'look';
      export const tool = defineTool({ name, description: 'd', input: z.object({}), output: z.object({}), effect: 'read', run: () => ({}) });`,
    'two/assistant.ts': assistantText({ id: `'two'` }),
    'not-one/readme.md': 'no assistant here',
    'file.txt': 'nor here',
  });
  const registry = await loadAssistants(folder, {});
  assert.deepEqual([...registry.assistants.keys()], ['one', 'two']);
  assert.deepEqual([...(registry.assistants.get('one')?.tools.keys() ?? [])], ['look']);
});

test('Node neither guesses about such files nor warns of them', async (t) => {
  const folder = await assistantsFolder(t, { 'one/assistant.ts': assistantText() });
  const registry = new URL('../../src/registry/load-assistants.ts', import.meta.url).href;
  const script = `const { loadAssistants } = await import(${JSON.stringify(registry)}); await loadAssistants(${JSON.stringify(folder)}, {});`;
  const { stderr } = await load(process.execPath, ['--input-type=module', '-e', script]);
  assert.equal(stderr, '');
});

test('files elsewhere get nothing from it', async (t) => {
  const folder = await assistantsFolder(t, { 'one/assistant.ts': assistantText() });
  const elsewhere = await assistantsFolder(t, { 'file.ts': `import 'baton';` });
  await loadAssistants(folder, {});
  await assert.rejects(import(join(elsewhere, 'file.ts')), { code: 'ERR_MODULE_NOT_FOUND' });
});

test('a subfolder may be a link', async (t) => {
  const real = await assistantsFolder(t, { 'assistant.ts': assistantText() });
  const folder = await assistantsFolder(t, { 'readme.md': '' });
  await symlink(real, join(folder, 'linked'));
  assert.deepEqual([...(await loadAssistants(folder, {})).assistants.keys()], ['desk']);
});

test('no folder, no assistant and two of one id stop the start', async (t) => {
  const none = await assistantsFolder(t, { 'sub/readme.md': '' });
  assert.deepEqual(await linesOf(none), [
    `${none}: ASSISTANTS: expected at least one subfolder with an assistant.ts`,
  ]);
  const gone = join(none, 'gone');
  assert.deepEqual(await linesOf(gone), [`${gone}: ASSISTANTS: expected a folder, found none`]);
  const twice = await assistantsFolder(t, {
    'a/assistant.ts': assistantText(),
    'b/assistant.ts': assistantText(),
  });
  assert.deepEqual(await linesOf(twice), [
    'b/assistant.ts: id: expected another than desk, which a/assistant.ts has',
  ]);
});

test('files that do not load are told with their place, and all of them', async (t) => {
  const folder = await assistantsFolder(t, {
    'a/assistant.ts': 'const x = 1;\nconst y = ;\nexport default x + y;',
    'b/assistant.ts': `import './gone.ts';`,
    'c/assistant.ts': `import { broken } from './tools/broken.ts'; export default broken;`,
    'c/tools/broken.ts': '\n\nexport const broken = {;',
    'd/assistant.ts': 'export const assistant = 1;',
    'e/assistant.ts': `throw new Error('no luck\\nat all');`,
    'f/assistant.ts': 'export default 7;',
  });
  const lines = await linesOf(folder);
  assert.equal(lines.length, 6);
  assert.match(lines[0] ?? '', /^a\/assistant\.ts:2: import: expected the file to load, got SyntaxError/);
  assert.match(lines[1] ?? '', /^b\/assistant\.ts: import: .*gone\.ts/);
  assert.match(lines[2] ?? '', /^c\/tools\/broken\.ts:3: import: /);
  assert.equal(lines[3], 'd/assistant.ts: default export: expected export default defineAssistant({ … })');
  assert.equal(lines[4], 'e/assistant.ts: import: expected the file to load, got Error: no luck');
  assert.equal(lines[5], 'f/assistant.ts: default export: expected object, received number');
});

test('the default is the one asked for, else the shop, else the first by name', async (t) => {
  const other = {
    'b/assistant.ts': assistantText({ id: `'b'` }),
    'a/assistant.ts': assistantText({ id: `'a'` }),
  };
  const folder = await assistantsFolder(t, other);
  assert.equal((await loadAssistants(folder, {})).default.id, 'a');
  assert.equal((await loadAssistants(folder, { DEFAULT_ASSISTANT: 'b' })).default.id, 'b');
  assert.deepEqual(await linesOf(folder, { DEFAULT_ASSISTANT: 'c' }), [
    'environment: DEFAULT_ASSISTANT: expected one of a, b, got c',
  ]);
  const withShop = await assistantsFolder(t, { ...other, 'c/assistant.ts': assistantText({ id: `'shop'` }) });
  assert.equal((await loadAssistants(withShop, {})).default.id, 'shop');
});

test('MODEL_SMALL and MODEL_LARGE rename the models of the shop and of no other', async (t) => {
  const models = `{ small: ${model}, large: ${model} }`;
  const folder = await assistantsFolder(t, {
    'a/assistant.ts': assistantText({ id: `'shop'`, models }),
    'b/assistant.ts': assistantText({ id: `'other'`, models }),
  });
  const registry = await loadAssistants(folder, { MODEL_SMALL: 'tiny', MODEL_LARGE: 'vast' });
  assert.equal(registry.manifest('shop').models.small?.model, 'tiny');
  assert.equal(registry.assistants.get('shop')?.connected.get('large')?.model, 'vast');
  assert.equal(registry.manifest('other').models.small?.model, 'm');
  assert.throws(() => registry.manifest('gone'), /no assistant gone/);
});

test("a model's address and key come from the variables that it names", async (t) => {
  const own = `{ ...${model}, baseUrlEnv: 'OWN_URL', apiKeyEnv: 'OWN_KEY' }`;
  const folder = await assistantsFolder(t, {
    'a/assistant.ts': assistantText({ models: `{ small: ${own} }` }),
  });
  const env = { OWN_URL: 'http://127.0.0.1:9/v1', OWN_KEY: 'sk-very-secret' };
  const { default: assistant } = await loadAssistants(folder, env);
  assert.equal(assistant.connected.get('small')?.baseUrl, env.OWN_URL);
  assert.equal(assistant.connected.get('small')?.apiKey, env.OWN_KEY);
  assert.ok(!JSON.stringify(assistant.manifest).includes('very-secret'));
  assert.deepEqual(await linesOf(folder, { OWN_URL: 'not a url' }), [
    'a/assistant.ts: models.small.baseUrlEnv: expected OWN_URL to be set to an http(s) URL',
    'a/assistant.ts: models.small.apiKeyEnv: expected OWN_KEY to be set',
  ]);
});
