import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type OpenComponents, openComponents } from '../../src/components/components.ts';
import { createComponentRows } from '../../src/database/components.ts';
import { type Database, migrate, openDatabase } from '../../src/database/open-database.ts';
import { ComponentUnavailable } from '../../src/domain/component.ts';
import { ToolRefusal } from '../../src/domain/tool-refusal.ts';
import { eventually } from '../support/eventually.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';

let database: TestDatabase;
let db: Database;
const processes: OpenComponents[] = [];

before(async () => {
  database = await testDatabase();
  db = openDatabase(database.url);
  await migrate(db);
});

after(async () => {
  for (const process of processes) await process.close();
  await db.destroy();
  await database.drop();
});

test('five faults in a row put a component down, for all processes', async () => {
  const [one, two] = [await openProcess(), await openProcess()];
  await fail(one, 'shop/tool/a', 4);
  await one.guarded('shop/tool/a', async () => 'well');
  await fail(one, 'shop/tool/a', 4);
  assert.equal(one.stateOf('shop/tool/a'), 'ok');
  await fail(one, 'shop/tool/a', 1);
  assert.equal(one.stateOf('shop/tool/a'), 'down');
  await until(() => two.stateOf('shop/tool/a') === 'down');
  let called = false;
  await assert.rejects(
    two.guarded('shop/tool/a', async () => {
      called = true;
    }),
    ComponentUnavailable,
  );
  assert.equal(called, false);
  assert.equal(two.stateOf('shop/tool/b'), 'ok');
});

test('one that fails too often is degraded for all, one incident until it is well again, whatever it was between', async () => {
  const id = 'shop/tool/flaky';
  const told: string[] = [];
  const [one, two] = [await openProcess({ trialInMs: 0, told }), await openProcess({ told })];
  const well = (times: number) => succeed(one, id, times);
  await well(6);
  await fail(one, id, 2);
  await well(1);
  assert.equal(one.stateOf(id), 'ok');
  await fail(one, id, 1);
  await until(() => two.stateOf(id) === 'degraded');
  assert.equal(two.troubleOf(id)?.reason, 'too many of its calls fail');
  assert.equal(await two.guarded(id, async () => 'served'), 'served');
  // It gets worse, and is tried by the next call.
  await fail(one, id, 4);
  await until(() => one.troubleOf(id)?.state === 'down' && two.stateOf(id) === 'down');
  const incidents = () =>
    db.selectFrom('incidents').select(['state', 'closed_because']).where('component', '=', id).execute();
  assert.deepEqual(await incidents(), [{ state: 'down', closed_because: null }]);
  await well(1);
  await until(() => two.stateOf(id) === 'ok');
  // What was before is forgotten: by that it would be degraded again.
  await well(9);
  assert.equal(one.stateOf(id), 'ok');
  assert.deepEqual(await incidents(), [{ state: 'down', closed_because: 'it answers again' }]);
  assert.deepEqual(told, ['opened', 'closed']);
});

test('one that was degraded is well again by its calls, or when nobody has called it for a while', async () => {
  const [one, two] = [await openProcess(), await openProcess({ degradedForMs: 100 })];
  for (const [id, process] of [
    ['shop/tool/used', one],
    ['shop/tool/unused', two],
  ] as const) {
    await succeed(process, id, 7);
    await fail(process, id, 3);
  }
  await until(() => one.stateOf('shop/tool/used') === 'degraded');
  await succeed(one, 'shop/tool/used', 30);
  await until(() => two.stateOf('shop/tool/used') === 'ok');
  const closed = async () =>
    (await db.selectFrom('incidents').selectAll().where('component', 'like', 'shop/tool/%used').execute())
      .map(({ component, closed_because }) => [component, closed_because])
      .sort();
  await until(async () => (await closed()).every(([, because]) => because !== null));
  assert.deepEqual(await closed(), [
    ['shop/tool/unused', 'its calls have not failed lately'],
    ['shop/tool/used', 'its calls succeed again'],
  ]);
});

test('a process that starts later knows what is down', async () => {
  const one = await openProcess();
  await fail(one, 'shop/tool/later', 5);
  await until(async () => (await createComponentRows(db).standing()).troubles.has('shop/tool/later'));
  assert.equal((await openProcess()).stateOf('shop/tool/later'), 'down');
});

test('refusals and given-up calls say nothing against a component', async () => {
  const one = await openProcess();
  for (const error of [new ToolRefusal('no such order'), new DOMException('', 'AbortError')])
    for (let times = 0; times < 6; times += 1)
      await assert.rejects(
        one.guarded('shop/tool/c', async () => {
          throw error;
        }),
      );
  assert.equal(one.stateOf('shop/tool/c'), 'ok');
});

test('one call tries what is down, and its success brings it back everywhere', async () => {
  const [one, two] = [await openProcess({ trialInMs: 0 }), await openProcess({ trialInMs: 60_000 })];
  await fail(one, 'shop/tool/d', 5);
  await until(() => two.stateOf('shop/tool/d') === 'down');
  const reached = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<string>();
  const trial = two.guarded('shop/tool/d', () => {
    reached.resolve();
    return answer.promise;
  });
  await reached.promise;
  await assert.rejects(
    one.guarded('shop/tool/d', async () => 'too many'),
    ComponentUnavailable,
  );
  answer.resolve('back');
  assert.equal(await trial, 'back');
  assert.equal(two.stateOf('shop/tool/d'), 'ok');
  await until(() => one.stateOf('shop/tool/d') === 'ok');
  assert.equal(await one.guarded('shop/tool/d', async () => 'well'), 'well');
});

test('a pause cuts the calls that let themselves be cut, and stops new ones', async () => {
  const one = await openProcess();
  const running = one.guarded(
    'bank/tool/e',
    (halt) => new Promise((_resolve, reject) => halt.addEventListener('abort', () => reject(halt.reason))),
  );
  const uncut = Promise.withResolvers<string>();
  const effect = one.guarded('bank/tool/e', () => uncut.promise);
  await db.insertInto('pauses').values({ scope: 'bank', manner: 'wait', paused_by: 'jo' }).execute();
  await assert.rejects(running, (error) => error instanceof ComponentUnavailable && error.state === 'paused');
  uncut.resolve('done');
  assert.equal(await effect, 'done');
  assert.equal(one.stateOf('bank/tool/e'), 'paused');
  assert.equal(one.stateOf('shop/tool/e'), 'ok');
  await assert.rejects(
    one.guarded('bank/tool/e', async () => 'no'),
    ComponentUnavailable,
  );
  await db.deleteFrom('pauses').execute();
  await until(() => one.stateOf('bank/tool/e') === 'ok');
});

const until = (holds: () => boolean | Promise<boolean>) =>
  eventually(async () => (await holds()) || undefined);

async function openProcess({
  trialInMs = 60_000,
  degradedForMs = 60_000,
  told = [] as string[],
} = {}): Promise<OpenComponents> {
  const rows = createComponentRows(db);
  const process = await openComponents({
    rows,
    log: silentLog(),
    refreshMs: 50,
    trialInMs: () => trialInMs,
    degradedForMs,
    onIncident: (kind) => told.push(kind),
  });
  processes.push(process);
  return process;
}

async function fail(process: OpenComponents, id: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1)
    await assert.rejects(
      process.guarded(id, async () => {
        throw new Error('the far end answers 500');
      }),
      /500/,
    );
}

async function succeed(process: OpenComponents, id: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await process.guarded(id, async () => 'well');
}
