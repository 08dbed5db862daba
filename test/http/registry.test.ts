import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openComponents } from '../../src/components/components.ts';
import { createComponentRows } from '../../src/database/components.ts';
import { registryForHttp } from '../../src/start/registry-for-http.ts';
import { eventually } from '../support/eventually.ts';
import { silentLog } from '../support/silent-log.ts';
import { testRegistry } from '../support/test-registry.ts';
import { startHttpService } from './support/http-service.ts';
import { employ } from './support/people.ts';

const registry = testRegistry({}, 'http://127.0.0.1:9');
const web = { name: 'web', description: 'The chat page' };
const registered = registryForHttp(registry, { channels: [web], monitors: [] });
const service = await startHttpService();
const rows = createComponentRows(service.db);
const components = await openComponents({ rows, log: silentLog(), refreshMs: 50 });
test.after(() => components.close());
const app = await service.another({ registry: registered, components });
const viewer = await employ(service, 'viewer');

test('the registry tells how each component is now', async () => {
  const [model, api] = ['desk/model/large', 'desk/api/MODEL_URL'];
  assert.equal((await list()).get(model)?.state, 'ok');
  await rows.trouble(model, {
    state: 'down',
    reason: 'it could not be reached',
    serves: 'nothing',
    trialInMs: 60_000,
  });
  await eventually(async () => ((await list()).get(model)?.state === 'down' ? true : undefined));
  const all = await list();
  assert.equal(all.get(model)?.reason, 'it could not be reached');
  assert(Date.parse(all.get(model)?.since ?? '') <= Date.now());
  assert.equal(all.get(api)?.state, 'down');
  assert.equal(all.get('desk/channel/web')?.state, 'ok');
  assert.deepEqual([...(await list('?state=down')).keys()].sort(), [api, model].sort());
  assert.deepEqual([...(await list('?capability=converse')).keys()], ['desk/channel/web']);
  assert.equal((await list('?assistant=nobody')).size, 0);
  await rows.recover(model, 'a call succeeded again');
  await eventually(async () => ((await list()).get(model)?.state === 'ok' ? true : undefined));
});

test('it names the manifest of each assistant', async () => {
  const response = await app.inject({ url: '/v1/registry', headers: viewer.headers });
  const { id, name, version, manifest } = registry.default;
  assert.deepEqual(response.json().assistants, [{ id, name, version, manifestHash: manifest.hash }]);
});

interface Item {
  readonly id: string;
  readonly state: string;
  readonly reason?: string;
  readonly since?: string;
}

async function list(query = ''): Promise<Map<string, Item>> {
  const response = await app.inject({ url: `/v1/registry${query}`, headers: viewer.headers });
  assert.equal(response.statusCode, 200, response.body);
  return new Map((response.json().items as Item[]).map((item) => [item.id, item]));
}
