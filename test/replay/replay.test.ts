import '../support/quiet-runtime.ts';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import proto from '@temporalio/proto';
import { workflowBundle } from '../../src/temporal/workflow-bundle.ts';
import { replay } from '../support/histories.ts';
import { scenarios } from './scenarios.ts';

const folder = join(import.meta.dirname, 'histories');
const files = readdirSync(folder);
const historyIn = async (file: string) =>
  proto.temporal.api.history.v1.History.decode(await readFile(join(folder, file)));

test('every scenario has its histories', () => {
  for (const name of Object.keys(scenarios))
    assert.ok(
      files.some((file) => file.startsWith(`${name}.`)),
      name,
    );
  assert.ok(files.filter((file) => file.startsWith('continue-as-new.')).length >= 2);
});

for (const file of files) {
  test(`what was recorded replays on today's code: ${file}`, async () => {
    await replay(await historyIn(file));
  });
}

/** Changes of the kind that strands conversations, planted in a copy of the bundle. */
const planted: [name: string, history: string, from: RegExp, to: string][] = [
  ['a durable activity gets another name', 'tool-calls.1.binpb', /\.callModel\(/g, '.askTheModel('],
  ['a chore gets another name', 'tool-calls.1.binpb', /\.openTurn\(/g, '.beginTurn('],
  ['a turn no longer waits before it opens', 'tool-calls.1.binpb', /delayMs > 0/g, 'delayMs > 1e9'],
  ['a run goes on for longer', 'long-run.1.binpb', />= runEventsMax/g, '>= 1e9'],
  ['a delay is told by another activity', 'told-delay.1.binpb', /\.tellDelay\(/g, '.tellOf('],
  ['a rescue is another activity', 'rescue.1.binpb', /\.rescue\(/g, '.save('],
  ['a pause hands over who is to wait', 'pause-and-resume.1.binpb', /paused_wait/g, 'paused_never'],
  ['a decision is no longer looked up', 'suspended-approval.1.binpb', /\.takeDecision\(/g, '.endTurn('],
];

for (const [name, file, from, to] of planted) {
  test(`a planted change is caught: ${name}`, async () => {
    const { code } = await workflowBundle();
    const changed = code.replaceAll(from, to);
    assert.notEqual(changed, code, 'the change is really there');
    await assert.rejects(replay(await historyIn(file), changed), /[Nn]ondeterminis|DeterminismViolation/);
  });
}
