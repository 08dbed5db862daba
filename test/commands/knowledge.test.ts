import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseArguments } from '../../src/commands/knowledge/parse-arguments.ts';
import { holdDataDir } from '../../src/data-dir.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres.ts';
import { serversOn } from '../support/baton-process.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { testDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';
import { tempDir } from '../support/temp-dir.ts';

const root = new URL('../..', import.meta.url).pathname;

/** Runs the command as npm does, with nothing of our own environment that could decide anything. */
function knowledge(env: Readonly<Record<string, string>>, ...args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const { PATH = '', HOME = '' } = process.env;
    const options = { cwd: root, env: { PATH, HOME, ...env } };
    execFile(process.execPath, ['src/commands/knowledge.ts', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** A business's folder with one assistant that knows two pages, a broken third, and questions about them. */
async function writeBusiness(questions: readonly { question: string; passage: string }[]): Promise<string> {
  const folder = await tempDir();
  const home = join(folder, 'zoo');
  await mkdir(join(home, 'pages'), { recursive: true });
  const files = {
    'assistant.ts': `import { defineAssistant } from 'baton';
      export default defineAssistant({
        id: 'zoo', name: 'Zoe', version: '1', instructions: 'Help.',
        models: { large: { model: 'none', contextTokens: 32_000, outputTokensMax: 1_000 } },
        knowledge: { animals: { folder: 'pages' } },
      });`,
    'pages/giraffes.md': '# Giraffes\n\n## Food\n\nGiraffes eat acacia leaves.\n',
    'pages/opening.md': '# Visits\n\n## Opening hours\n\nWe are open from nine to five.\n',
    'pages/broken.pdf': '%PDF-1.7 and no more',
    'questions.json': JSON.stringify(
      questions.map((each) => ({ ...each, language: 'en', document: 'giraffes.md' })),
    ),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, name), text);
  return folder;
}

const good = [{ question: 'what do giraffes eat', passage: 'acacia leaves' }];
const bad = [...good, { question: 'what do giraffes eat', passage: 'nine to five' }];

async function dataDir(): Promise<string> {
  const path = await tempDir();
  // The database's own user has to get through.
  await chmod(path, 0o755);
  return path;
}

test('on a bare machine it reads the documents, answers, and leaves nothing running', async () => {
  const env = { ASSISTANTS: await writeBusiness(good), DATA_DIR: await dataDir() };
  const found = await knowledge(env, 'search', 'what', 'do giraffes eat?', '--limit', '1');
  assert.equal(found.code, 0, found.stderr);
  assert.match(found.stdout, /zoo\/animals: 1 passage, by words/);
  assert.match(found.stdout, /1\. Giraffes › Food\n {3}giraffes\.md\n {3}score 0\.\d+ · words #1 \(\d/);
  assert.match(found.stdout, /acacia leaves/);
  // A machine that is slow is told how far it is.
  const complaints = found.stderr.replaceAll(/^zoo\/animals: \d of 3 documents read\n/gm, '');
  assert.equal(complaints, 'a document of the knowledge was refused: broken.pdf is not a readable PDF\n');
  const told = await knowledge(env, 'status');
  assert.match(told.stdout, /2 documents read, 2 passages/);
  assert.match(told.stdout, /refused: broken\.pdf is not a readable PDF/);
  assert.match(told.stdout, /no worker keeps it up to date/);
  const measured = await knowledge(env, 'eval');
  assert.equal(measured.code, 0, measured.stderr);
  assert.match(measured.stdout, /hit rate at 5 by words alone: all 1\.000, en 1\.000/);
  assert.deepEqual(await serversOn(env.DATA_DIR), []);
});

test('beside a running start it asks that start’s database, and leaves it running', async (t) => {
  const undo = cleanupOf(t);
  const DATA_DIR = await dataDir();
  const held = await holdDataDir(DATA_DIR);
  undo(() => held.release());
  // The start is only coming up: its database follows.
  const ASSISTANTS = await writeBusiness(bad);
  const asked = knowledge({ DATA_DIR, ASSISTANTS }, 'eval');
  const postgres = await startEmbeddedPostgres({ dataDir: DATA_DIR, log: silentLog() });
  undo(() => postgres.stop());
  const { code, stdout, stderr } = await asked;
  assert.equal(code, 1, stderr);
  assert.match(stdout, /all 0\.500/);
  assert.match(stdout, /missed \(en\): what do giraffes eat → giraffes\.md/);
  assert.equal((await serversOn(DATA_DIR)).length, 1);
});

test('with DATABASE_URL it touches no DATA_DIR', async (t) => {
  const postgres = await testDatabase();
  cleanupOf(t)(() => postgres.drop());
  const env = { ASSISTANTS: await writeBusiness(good), DATA_DIR: '/proc/none', DATABASE_URL: postgres.url };
  const { code, stdout, stderr } = await knowledge(env, 'search', 'opening hours');
  assert.equal(code, 0, stderr);
  assert.match(stdout, /1\. Visits › Opening hours/);
});

test('wrong usage gives one clear line', async () => {
  const wrong: readonly [word: string, ...args: string[]][] = [
    ['say what to do'],
    ['there is no command serch', 'serch', 'x'],
    ['search needs a question', 'search', ' '],
    ['--limit must be a number from 1 to 20', 'search', 'x', '--limit', '99'],
    ['eval takes no --limit', 'eval', '--limit', '2'],
    ['status takes no words', 'status', 'x'],
    ["Unknown option '--nope'", 'eval', '--nope'],
  ];
  for (const [word, ...args] of wrong)
    assert.throws(
      () => parseArguments(args),
      ({ message }: Error) => message.startsWith(`${word}. Usage: npm run`) && !message.includes('\n'),
      word,
    );
  const env = { ASSISTANTS: await writeBusiness(good), DATA_DIR: await tempDir() };
  const runs = [
    { code: 2, word: 'there is no assistant shop', run: knowledge(env, 'status', '--assistant', 'shop') },
    { code: 1, word: 'ASSISTANTS', run: knowledge({ ...env, ASSISTANTS: '/nowhere' }, 'status') },
  ];
  for (const { code, word, run } of runs) {
    const ended = await run;
    assert.deepEqual([ended.code, ended.stdout], [code, '']);
    assert.match(ended.stderr, new RegExp(`^knowledge: [^\n]*${word}[^\n]*\n$`));
  }
});
