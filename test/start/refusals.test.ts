import assert from 'node:assert/strict';
import { appendFile, chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type SpawnOptions, serversOn, spawnBaton } from '../support/baton-process.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeAssistant } from './support/write-assistant.ts';

const tool = { name: 'look', field: 'what', effect: 'read' } as const;

/** Ways to break a folder that was good, and what has to be named. */
const breakings: Record<string, { spoil: (home: string) => Promise<unknown>; named: RegExp[] }> = {
  'a syntax error': {
    spoil: (home) => appendFile(join(home, 'tools/look.ts'), 'const = 1;'),
    named: [/look\.ts/],
  },
  'an import of nothing': {
    spoil: (home) => rm(join(home, 'far-end.ts')),
    named: [/far-end/],
  },
  'a file that throws': {
    spoil: (home) => appendFile(join(home, 'assistant.ts'), "throw new Error('no such luck');"),
    named: [/assistant\.ts/, /no such luck/],
  },
  'a wrong field': {
    spoil: (home) =>
      writeFile(join(home, 'assistant.ts'), "export default { id: 'desk', door: { answersPer10s: 0 } };"),
    named: [/assistant\.ts/, /door\.answersPer10s/, /instructions/],
  },
  'two of one id': {
    spoil: async (home) => {
      await mkdir(join(home, '../other'));
      await writeFile(join(home, '../other/assistant.ts'), "export { default } from '../desk/assistant.ts';");
    },
    named: [/other/, /\bid\b/],
  },
};

for (const [name, { spoil, named }] of Object.entries(breakings)) {
  test(`${name} in the assistants stops the start, and names its place`, async (t) => {
    const [folder, dataDir] = [await tempDir(t), await tempDir(t)];
    await writeAssistant(folder, { id: 'desk', tools: [tool], farEndUrl: 'http://127.0.0.1:1' });
    await spoil(join(folder, 'desk'));
    const said = await refusal(t, { dataDir, env: { ASSISTANTS: folder } });
    assert.match(said, /^baton: /);
    assert.doesNotMatch(said, /\n\s+at /, 'a stack is not for people');
    for (const word of named) assert.match(said, word);
  });
}

test('what cannot be reached or used is named in one line, and nothing runs on', async (t) => {
  const nobody = '127.0.0.1:1';
  const notAFolder = join(await tempDir(t), 'file');
  await writeFile(notAFolder, '');
  const isRefused = async ([env, word]: [Record<string, string>, RegExp]) => {
    const said = await refusal(t, { dataDir: await tempDir(t), env });
    assert.match(said, word);
    assert.equal(said.split('\n').length, 1, said);
    assert.doesNotMatch(said, /hidden/);
  };
  // These two wait a while for the server to come up.
  await Promise.all([
    isRefused([{ DATABASE_URL: `postgres://nobody:hidden@${nobody}/none` }, /DATABASE_URL/]),
    isRefused([{ TEMPORAL_ADDRESS: nobody }, new RegExp(nobody)]),
  ]);
  for (const wrong of [
    [{ DATA_DIR: notAFolder }, /DATA_DIR/],
    [{ HOST: '203.0.113.7' }, /HOST/],
    [{ DEFAULT_ASSISTANT: 'ghost' }, /DEFAULT_ASSISTANT/],
    [{ TEMPORAL_CLI: notAFolder }, /TEMPORAL_CLI/],
  ] as [Record<string, string>, RegExp][]) {
    await isRefused(wrong);
  }
});

/** Starts what must not start. Returns what it said to people. */
async function refusal(t: TestContext, options: SpawnOptions): Promise<string> {
  await chmod(options.dataDir, 0o755);
  const start = await spawnBaton(options);
  t.after(() => start.signal('SIGKILL', 'group'));
  const code = await start.ended;
  assert.ok(typeof code === 'number' && code !== 0, `ended with ${code}`);
  assert.deepEqual(await serversOn(options.dataDir), []);
  assert.equal(start.hasGroup(), false);
  // The log, one JSON object a line, is for machines.
  const lines = start.stderr().split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('{')).join('\n');
}
