import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMcpPins } from '../../src/database/mcp-tools.ts';
import { registryForHttp } from '../../src/start/registry-for-http.ts';
import { testRegistry } from '../support/test-registry.ts';
import { startHttpService } from './support/http-service.ts';
import { employ } from './support/people.ts';

const mcp = { crm: { url: 'http://127.0.0.1:9/mcp', tools: ['find', 'lose'], effect: 'read' } } as const;
const registered = registryForHttp(testRegistry({ mcp }, 'http://127.0.0.1:9'), {
  channels: [],
  monitors: [],
});
const service = await startHttpService();
const app = await service.another({ registry: registered });
const viewer = await employ(service, 'viewer');
const admin = await employ(service, 'admin');
const pins = createMcpPins(service.db);
const owner = { assistant: 'desk', version: '1', server: 'crm' };
const offer = (description: string, digit: string) => ({
  ...{ tool: 'find', hash: digit.repeat(64) },
  words: { description, inputSchema: { type: 'object' } },
});

const list = async () =>
  (await app.inject({ url: '/v1/registry/mcp', headers: viewer.headers })).json().items as {
    readonly tool: string;
    readonly state: string;
    readonly words?: { readonly description: string };
    readonly offered?: { readonly hash: string };
  }[];
const accept = async (hash: string | null, tool = 'find', headers = admin.writes) => {
  const payload = { assistant: 'desk', server: 'crm', tool, hash };
  return (await app.inject({ method: 'POST', url: '/v1/registry/mcp/accept', headers, payload })).statusCode;
};

test('an admin takes a changed tool exactly as it was looked at', async () => {
  assert.deepEqual(
    (await list()).map(({ tool, state }) => [tool, state]),
    [
      ['find', 'unseen'],
      ['lose', 'unseen'],
    ],
  );
  await pins.note(owner, ['find'], [offer('Finds.', 'a')]);
  await pins.note(owner, ['find'], [offer('Finds more.', 'b')]);
  const [found] = await list();
  assert.deepEqual(
    [found?.state, found?.words?.description, found?.offered?.hash],
    ['changed', 'Finds.', 'b'.repeat(64)],
  );
  assert.equal(await accept('b'.repeat(64), 'find', viewer.writes), 403);
  assert.deepEqual([await accept('c'.repeat(64)), await accept(null), await accept('b')], [409, 409, 422]);
  assert.deepEqual([await accept('b'.repeat(64), 'lose'), await accept('b'.repeat(64), 'other')], [404, 404]);
  assert.equal((await list())[0]?.words?.description, 'Finds.');
  assert.equal(await accept('b'.repeat(64)), 204);
  assert.deepEqual(
    [(await list())[0]?.state, (await list())[0]?.words?.description],
    ['as_pinned', 'Finds more.'],
  );
  const [entry] = await service.db
    .selectFrom('audit')
    .selectAll()
    .where('act', '=', 'accept_tool')
    .where('allowed', '=', true)
    .execute();
  assert.deepEqual([entry?.actor, entry?.subject], [admin.id, 'desk/tool/crm_find']);
});

test('what differs is told once to all processes, and another version pins anew', async () => {
  const both = await Promise.all([1, 2].map(() => pins.note(owner, ['find'], [offer('Other.', 'd')])));
  assert.deepEqual(
    both.flat().map(({ kind }) => kind),
    ['changed'],
  );
  assert.deepEqual(await pins.note(owner, ['find'], [offer('Finds more.', 'b')]), [
    { kind: 'as_pinned', tool: 'find' },
  ]);
  assert.deepEqual(
    (await pins.note(owner, ['find'], [])).map(({ kind }) => kind),
    ['gone'],
  );
  assert.deepEqual(await pins.note(owner, ['find'], []), []);
  const hashIn = async (version: string) => (await pins.of('desk', version))[0]?.hash;
  assert.equal(await hashIn('2'), 'b'.repeat(64));
  await pins.note({ ...owner, version: '2' }, ['find'], [offer('New.', 'e')]);
  assert.deepEqual([await hashIn('1'), await hashIn('2')], ['b'.repeat(64), 'e'.repeat(64)]);
  assert.equal(await accept(null), 204);
  assert.deepEqual(await pins.of('desk', '1'), []);
});
