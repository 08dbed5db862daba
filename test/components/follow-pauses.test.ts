import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBus } from '../../src/bus/bus.ts';
import { openComponents } from '../../src/components/components.ts';
import { followPauses } from '../../src/components/follow-pauses.ts';
import { type ComponentRows, createComponentRows } from '../../src/database/components.ts';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import { createPauses } from '../../src/database/pauses.ts';
import { ComponentUnavailable, type Standing } from '../../src/domain/component.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { testDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';

/** So long that nobody finds anything by it. */
const refreshMs = 600_000;

test('when a barrier behind a pause is passed, every process keeps to it; so with its end', async (t) => {
  const undo = cleanupOf(t);
  const database = await testDatabase();
  undo(() => database.drop());
  const db = openDatabase(database.url);
  undo(() => db.destroy());
  await migrate(db);
  async function startProcess() {
    const bus = await openBus(database.url);
    undo(() => bus.close());
    const components = await openComponents({ rows: createComponentRows(db), log: silentLog(), refreshMs });
    undo(() => components.close());
    await followPauses(bus, components);
    return { bus, components };
  }
  const [one, two] = [await startProcess(), await startProcess()];
  for (let round = 0; round < 20; round += 1) {
    const cut = two.components.guarded(
      'shop/model/large',
      (halt) => new Promise((_resolve, reject) => halt.addEventListener('abort', () => reject(halt.reason))),
    );
    cut.catch(() => {});
    await createPauses(db).pause({ scope: 'shop', manner: 'wait', by: 'jo' });
    assert.equal(await one.bus.barrier(10_000), true);
    assert.equal(two.components.pauseOf('shop'), 'wait');
    await assert.rejects(cut, ComponentUnavailable);
    await assert.rejects(
      two.components.guarded('shop/tool/pay', async () => assert.fail('it was called')),
      ComponentUnavailable,
    );
    await createPauses(db).resume('shop', 'jo');
    assert.equal(await one.bus.barrier(10_000), true);
    assert.equal(two.components.pauseOf('shop'), undefined);
  }
});

test('a look that began before a pause, and ends after it was found, changes nothing', async (t) => {
  const well: Standing = { troubles: new Map(), paused: new Map() };
  const paused: Standing = { troubles: new Map(), paused: new Map([['shop', 'wait']]) };
  const looks: PromiseWithResolvers<Standing>[] = [];
  const rows = {
    standing() {
      const look = Promise.withResolvers<Standing>();
      looks.push(look);
      if (looks.length === 1) look.resolve(well);
      return look.promise;
    },
  } as unknown as ComponentRows;
  const components = await openComponents({ rows, log: silentLog(), refreshMs });
  cleanupOf(t)(() => components.close());
  const [early, late] = [components.refresh(), components.refresh()];
  looks[2]?.resolve(paused);
  await late;
  assert.equal(components.pauseOf('shop'), 'wait');
  looks[1]?.resolve(well);
  await early;
  assert.equal(components.pauseOf('shop'), 'wait');
});
