import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { assertNothingLost } from '../chaos/support/assert-nothing-lost.ts';
import { type Fleet, startFleet } from '../chaos/support/fleet.ts';
import { createLoad, type Load } from '../chaos/support/load.ts';
import { createWorkScript } from '../chaos/support/work-script.ts';
import { openConsole } from '../start/support/console.ts';
import { throwDice } from '../start/support/dice.ts';
import { setStage } from '../start/support/stage.ts';
import { openVisit } from '../start/support/visitor.ts';
import type { WrittenTool } from '../start/support/write-assistant.ts';
import { checkHealth } from './support/check-health.ts';
import { type Guarded, openGuarded } from './support/guarded.ts';
import { readCompose } from './support/read-compose.ts';
import { startCluster } from './support/start-cluster.ts';
import { temporalPrograms } from './support/temporal-programs.ts';

test('what docker-compose.yml runs: a rollout and a kill under load lose nothing', async (t) => {
  const programs = await temporalPrograms((line) => t.diagnostic(line));
  if (programs === undefined) return t.skip('no Temporal server is cached, and none can be built here');
  const dice = throwDice(t);
  const tool: WrittenTool = { name: `do_${dice.word()}`, field: dice.word(), effect: 'keyed' };
  const guarded: WrittenTool = {
    name: `guard_${dice.word()}`,
    field: dice.word(),
    effect: 'irreversible',
    needsApproval: true,
  };
  const fieldOf = (name: string) => (name === guarded.name ? guarded : tool).field;
  const stage = await setStage(t, {
    tools: [tool, guarded],
    settings: { settleMs: 0, door: { answersPer10s: 1000, messagesPerMinute: 1_000_000 } },
    script: createWorkScript({ fieldOf, delayMs: 10 }),
  });
  const cluster = await startCluster(programs);
  stage.undo(() => cluster.stop());
  const shared = { DATABASE_URL: cluster.databaseUrls.baton, TEMPORAL_ADDRESS: cluster.temporal.address };
  const fleet = await startFleet({ ...(await unsetInCompose()), ...stage.env, ...shared }, stage.undo);
  for (const baton of [...fleet.doors, ...fleet.workers]) await checkHealth(baton.http, '/readyz');
  // A second start of everything: the schema is there, and stays.
  await cluster.setUpSchema();

  const waiting: Guarded[] = [];
  const load = createLoad();
  for (const doors of [fleet.first, fleet.second]) {
    for (let pair = 0; pair < 2; pair += 1) {
      const visit = async () => {
        const visitor = await openVisit(doors);
        stage.undo(() => visitor.leave());
        return visitor;
      };
      waiting.push(await openGuarded({ token: dice.word(), tool: guarded, visitor: await visit() }));
      load.addJob({ name: dice.word(), tools: [tool], visitor: await visit(), turnsMin: 4 });
      load.addWriter({ name: dice.word(), visitor: await visit(), messagesMin: 12 });
    }
  }
  const [early, late] = [waiting.slice(0, 2), waiting.slice(2)];
  await rollOut(t, fleet, load);
  for (const one of early) await one.approve(fleet.doors[0].http);
  await killOne(t, fleet, load);
  for (const one of late) await one.approve(fleet.doors[1].http);
  await load.finish();

  const console = await openConsole(fleet.doors[0].http);
  const { farEnd } = stage;
  const temporalAddress = cluster.temporal.address;
  for (const one of waiting) await one.assertDoneOnce(console, farEnd);
  await assertNothingLost(load, { console, temporalAddress, farEnd });
  await assertRoom(t, cluster.superUrl);
  await assertApart(cluster);
});

/** One of each service at a time, as an update of the images does it: the other one goes on. */
async function rollOut(t: TestContext, fleet: Fleet, load: Load): Promise<void> {
  const [[firstDoor, secondDoor], [firstWorker, secondWorker]] = [fleet.doors, fleet.workers];
  const pairs = [
    [firstDoor, firstWorker],
    [secondDoor, secondWorker],
  ] as const;
  for (const pair of pairs) {
    await load.moreAnswers(5);
    await Promise.all(pair.map((baton) => fleet.restart(baton)));
    for (const baton of pair) await checkHealth(baton.http, '/readyz');
    t.diagnostic(`restarted one of each; ${load.answers()} answers by now`);
  }
}

async function killOne(t: TestContext, fleet: Fleet, load: Load): Promise<void> {
  const [victim] = fleet.workers;
  await load.moreAnswers(5);
  await fleet.kill(victim);
  await assert.rejects(checkHealth(victim.http, '/healthz'));
  await load.moreAnswers(5);
  await fleet.startAgain(victim);
  t.diagnostic(`killed one; ${load.answers()} answers by now`);
}

/** What the compose file hands on when nobody has set it: empty. */
async function unsetInCompose(): Promise<Record<string, string>> {
  const { environment = {} } = (await readCompose()).services.worker ?? {};
  const unset = Object.entries(environment).filter(([name, value]) => value === `\${${name}:-}`);
  assert.ok(unset.length > 10, 'the compose file hands on what is set in .env');
  return Object.fromEntries(unset.map(([name]) => [name, '']));
}

/** The connections of docs/operating.md: its sums hold, and all of them fit. */
async function assertRoom(t: TestContext, superUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  const { rows } = await client.query<{ role: string; used: number }>(
    `select usename as role, count(*)::int as used from pg_stat_activity
      where usename in ('baton', 'temporal') group by usename order by usename`,
  );
  const { rows: settings } = await client.query('show max_connections');
  await client.end();
  t.diagnostic(`connections: ${JSON.stringify(rows)} of ${settings[0].max_connections}`);
  const used = Object.fromEntries(rows.map(({ role, used }) => [role, used]));
  assert.ok((used.baton ?? 0) > 0 && (used.baton ?? 0) <= 4 * 11);
  assert.ok((used.temporal ?? 0) > 0 && (used.temporal ?? 0) <= 4 * (20 + 5));
  assert.equal(settings[0].max_connections, '300');
}

/** Whoever gets into one of the two roles has neither the other one's data nor a way to more rights. */
async function assertApart({ databaseUrls }: Awaited<ReturnType<typeof startCluster>>): Promise<void> {
  for (const [role, url] of Object.entries(databaseUrls)) {
    for (const database of ['postgres', 'temporal', 'temporal_visibility', 'baton']) {
      if (database.startsWith(role)) continue;
      const foreign = Object.assign(new URL(url), { pathname: `/${database}` });
      const client = new pg.Client({ connectionString: foreign.href });
      await assert.rejects(client.connect(), /permission denied for database/, `${role} in ${database}`);
    }
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const grab of ['create role thief', 'create database loot', "copy (select 1) to '/tmp/loot'"])
      await assert.rejects(client.query(grab), /permission denied/, `${role}: ${grab}`);
    await client.end();
  }
}
