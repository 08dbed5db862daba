import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type OpenComponents, openComponents } from '../../src/components/components.ts';
import { createAlerts } from '../../src/database/alerts.ts';
import { createApprovals } from '../../src/database/approvals.ts';
import { createComponentRows } from '../../src/database/components.ts';
import { createIncidents } from '../../src/database/incidents.ts';
import { type Database, migrate, openDatabase } from '../../src/database/open-database.ts';
import { startAlertSender } from '../../src/monitors/alert-sender.ts';
import { createMetrics } from '../../src/monitors/metrics.ts';
import { retireGone } from '../../src/start/retire-gone.ts';
import { askApproval } from '../http/support/ask-approval.ts';
import { eventually } from '../support/eventually.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';
import { startStandInMonitor } from '../support/stand-in-monitor.ts';
import { testRegistry } from '../support/test-registry.ts';

let database: TestDatabase;
let db: Database;
const ends: (() => Promise<unknown>)[] = [];

before(async () => {
  database = await testDatabase();
  db = openDatabase(database.url);
  await migrate(db);
});

after(async () => {
  for (const end of ends.toReversed()) await end();
  await db.destroy();
  await database.drop();
});

test('an outage seen by three processes is one incident, told once when it opens and once when it closes', async () => {
  const id = 'shop/model/large';
  const monitor = await startMonitor({ failuresFirst: 2 });
  const processes = await Promise.all([openProcess(), openProcess(), openProcess()]);
  await Promise.all(processes.map((each) => failFiveTimes(each.components, id)));
  await eventually(async () => (monitor.taken.length === 1 ? true : undefined));
  const [open] = (await createIncidents(db).list({ state: 'open', limit: 10 })).items;
  assert.equal(open?.component, id);
  assert.equal(open.serves, `something else than ${id}`);

  let isBack = false;
  let probes = 0;
  for (const { components } of processes)
    components.addProbe(id, async () => {
      probes += 1;
      if (!isBack) throw new Error('still down');
    });
  await eventually(async () => (probes >= 2 ? true : undefined));
  const [{ components }] = processes;
  await assert.rejects(components.guarded(id, async () => assert.fail('no customer is the probe')));
  isBack = true;
  await eventually(async () => (monitor.taken.length === 2 ? true : undefined));
  await eventually(async () =>
    processes.every((each) => each.components.stateOf(id) === 'ok') ? true : undefined,
  );

  assert.deepEqual(
    monitor.taken.map(({ type }) => type),
    ['incident.opened', 'incident.closed'],
  );
  assert.equal(new Set(monitor.taken.map(({ data }) => data.id)).size, 1);
  assert.equal((await db.selectFrom('incidents').selectAll().execute()).length, 1);
  assert.equal((await db.selectFrom('alerts').selectAll().execute()).length, 2);
  // Each refused delivery came again under the same id, so that the monitor could tell.
  assert.equal(monitor.deliveries.length, 4);
  assert.equal(new Set(monitor.deliveries).size, 2);
  const told = processes.flatMap((each) => each.told);
  assert.deepEqual(told.sort(), ['closed', 'opened']);
  await monitor.stop();
});

test('what is no longer configured is no incident any more; what is, stays one', async () => {
  const rows = createComponentRows(db);
  const ids = ['desk/model/large', 'desk/tool/follow_up', 'desk/model/huge', 'gone/model/large'];
  const down = { state: 'down', reason: 'test', serves: 'nothing', trialInMs: 60_000 } as const;
  for (const id of ids) await rows.trouble(id, down);
  const closed: string[] = [];
  const registry = testRegistry({}, 'http://127.0.0.1:9');
  await retireGone(rows, registry, ({ component }) => closed.push(component));
  assert.deepEqual(closed.sort(), ['desk/model/huge', 'gone/model/large']);
  const incidents = await db.selectFrom('incidents').selectAll().where('component', 'in', ids).execute();
  assert.deepEqual(
    incidents.flatMap(({ closed_because: because }) => because ?? []),
    ['it is no longer configured', 'it is no longer configured'],
  );
  assert.deepEqual((await rows.unwell()).filter((id) => ids.includes(id)).sort(), ids.slice(0, 2).sort());
  for (const id of ids) await rows.recover(id, 'the test is over');
});

test('metrics name what is not well', async () => {
  const { components } = await openProcess();
  const metrics = createMetrics({ unwell: () => components.unwell() });
  assert(!(await metrics.text()).includes('shop/tool/x'));
  await failFiveTimes(components, 'shop/tool/x');
  await eventually(async () => (components.unwell().length > 0 ? true : undefined));
  metrics.incident('opened');
  const text = await metrics.text();
  assert.match(text, /^baton_component_unwell\{component="shop\/tool\/x",state="down"\} 1$/m);
  assert.match(text, /^baton_incidents_total\{kind="opened"\} 1$/m);
});

test('a decision that is about to expire is told once, without what it is about', async () => {
  const [customerId, conversationId] = [randomUUID(), randomUUID()];
  await db.insertInto('customers').values({ id: customerId }).execute();
  await db
    .insertInto('conversations')
    .values({ id: conversationId, customer_id: customerId, assistant: 'desk' })
    .execute();
  const id = await askApproval({ db }, conversationId);
  const monitor = await startMonitor({ failuresFirst: 1 });
  const approvals = createApprovals(db);
  assert.deepEqual([await approvals.remind(id), await approvals.remind(id)], [true, false]);
  const reminders = () => monitor.taken.filter(({ type }) => type === 'approval.reminder');
  const { expiresAt, ...data } = await eventually(() => reminders()[0]?.data);
  assert.deepEqual(data, { id, conversationId, tool: 'refund_order', role: 'approver' });
  assert.ok(Date.parse(String(expiresAt)) > Date.now());
});

async function openProcess(): Promise<{ components: OpenComponents; told: string[] }> {
  const told: string[] = [];
  const components = await openComponents({
    rows: createComponentRows(db),
    log: silentLog(),
    refreshMs: 50,
    trialInMs: () => 100,
    servesInstead: (id) => `something else than ${id}`,
    onIncident: (kind) => told.push(kind),
  });
  ends.push(() => components.close());
  return { components, told };
}

async function failFiveTimes(components: OpenComponents, id: string): Promise<void> {
  for (let times = 0; times < 5; times += 1)
    await components
      .guarded(id, async () => {
        throw new Error('the far end answers 500');
      })
      .catch(() => {});
}

/** A monitor, and two processes that tell it. It refuses the first deliveries. */
async function startMonitor(options: { failuresFirst: number }) {
  const monitor = await startStandInMonitor(options);
  ends.push(() => monitor.stop());
  const { url, secret, taken, deliveries } = monitor;
  const senders = [0, 1].map(() => {
    const sending = startAlertSender({
      alerts: createAlerts(db),
      ...{ url, secret, log: silentLog(), intervalMs: 30 },
    });
    ends.push(() => sending.stop());
    return sending;
  });
  return { taken, deliveries, stop: () => Promise.all(senders.map((sender) => sender.stop())) };
}
