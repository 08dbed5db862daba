import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';

const root = join(import.meta.dirname, '../..');
const text = await readFile(join(root, 'Dockerfile'), 'utf8');

/** The instructions of the last stage, which is what runs. */
function lastStage(content: string): { keyword: string; args: string }[] {
  const all = DockerfileParser.parse(content)
    .getInstructions()
    .map((one) => ({ keyword: one.getKeyword(), args: one.getArgumentsContent() ?? '' }));
  return all.slice(all.findLastIndex(({ keyword }) => keyword === 'FROM'));
}

test('the linter finds nothing in the Dockerfile', () => {
  assert.deepEqual(validate(text), []);
  assert.notDeepEqual(validate(text.replace('WORKDIR /app', 'WORKDIR app')), [], 'it finds what is wrong');
});

test('what runs is an ordinary user who can write nothing but DATA_DIR', () => {
  const stage = lastStage(text);
  const user = stage.findIndex(({ keyword }) => keyword === 'USER');
  assert.equal(stage[user]?.args, 'node');
  const after = stage.slice(user).map(({ keyword }) => keyword);
  assert.ok(after.includes('CMD') && !after.some((keyword) => ['RUN', 'COPY', 'ADD'].includes(keyword)));
  for (const { keyword, args } of stage) if (keyword === 'COPY') assert.doesNotMatch(args, /--chown=node/);
});

test('node itself gets the signals, and the image tells how it is', () => {
  const stage = lastStage(text);
  const argsOf = (keyword: string) => stage.find((one) => one.keyword === keyword)?.args ?? '';
  assert.deepEqual(JSON.parse(argsOf('CMD')), ['node', 'src/main.ts']);
  assert.equal(argsOf('STOPSIGNAL'), 'SIGTERM');
  assert.match(argsOf('HEALTHCHECK'), /CMD \["node", "deploy\/check-health\.ts"\]/);
  assert.ok(!stage.some(({ keyword }) => keyword === 'ENTRYPOINT'));
});

test('no secret has a place in the image', async () => {
  for (const { keyword, args } of lastStage(text))
    if (['ENV', 'ARG', 'LABEL'].includes(keyword)) assert.doesNotMatch(args, /PASSWORD|SECRET|TOKEN|_KEY/);
  const [first, ...kept] = (await readFile(join(root, '.dockerignore'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  assert.equal(first, '*', 'what is not named stays outside');
  assert.ok(
    kept.every((line) =>
      /^!(package|src|workflows|activities|assistants|deploy\/check-health|LICENSE)/.test(line),
    ),
  );
});
