import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { checkRuns } from '../../src/commands/replay/check-runs.ts';
import { parseArguments, UsageError } from '../../src/commands/replay/parse-arguments.ts';
import { workflowBundle } from '../../src/temporal/workflow-bundle.ts';
import { answersAre } from '../replay/scenario.ts';
import { tempDir } from '../support/temp-dir.ts';
import { startTestEngine } from '../support/test-engine.ts';

const root = new URL('../..', import.meta.url).pathname;

/** Runs the command as npm does, with nothing of our own environment that could decide anything. */
function replayCheck(env: Readonly<Record<string, string>>, ...args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const { PATH = '', HOME = '' } = process.env;
    const options = { cwd: root, env: { PATH, HOME, ...env } };
    execFile(process.execPath, ['src/commands/replay-check.ts', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

test('what runs and what ran replays on this build, and a planted change is stopped', async (t) => {
  const engine = await startTestEngine(t, { script: () => ({ text: 'Hello.' }) });
  const ids = await Promise.all([engine.openConversation(), engine.openConversation()]);
  for (const id of ids) {
    await engine.say(id, 'Hi');
    await engine.transcriptWhen(id, answersAre(1));
  }
  await engine.handle(ids[1] ?? '').terminate();
  const { code, stdout, stderr } = await replayCheck({ TEMPORAL_ADDRESS: engine.temporalAddress });
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /^2 runs of default replayed on this build: all can go on\n$/);

  const bundle = await workflowBundle();
  const planted = { code: bundle.code.replaceAll(/delayMs > 0/g, 'delayMs > 1e9') };
  const { client } = engine;
  const lines: string[] = [];
  const order = { hours: 1, limit: 1 };
  const found = await checkRuns({ client, bundle: planted, ...order }, (line) => lines.push(line));
  assert.deepEqual(found, { checked: 1, failed: 1 });
  assert.match(lines.join('\n'), /^conversation-\S+ \S+: .*[Nn]ondeterminis/);
});

test('without a Temporal it says what to set', async () => {
  const { code, stderr } = await replayCheck({ DATA_DIR: await tempDir() });
  assert.equal(code, 1);
  assert.match(stderr, /^replay-check: set TEMPORAL_ADDRESS, or start Baton on DATA_DIR/);
});

test('wrong usage gives one clear line', () => {
  for (const args of [['--limit', '0'], ['--hours', 'two'], ['--all'], ['all']])
    assert.throws(() => parseArguments(args), UsageError);
  assert.deepEqual(parseArguments(['--hours', '2']), { hours: 2, limit: 200 });
});
