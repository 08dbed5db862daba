import { after } from 'node:test';
import type { FastifyBaseLogger } from 'fastify';
import { openBus } from '../../../src/bus/bus.ts';
import { type Database, migrate, openDatabase } from '../../../src/database/open-database.ts';
import { buildServer } from '../../../src/http/build-server.ts';
import type { Dependencies, Rows } from '../../../src/http/dependencies.ts';
import { createRows } from '../../../src/start/create-rows.ts';
import { testDatabase } from '../../support/postgres.ts';
import { untroubledComponents } from '../../support/untroubled-components.ts';
import { testAssistants } from './test-assistants.ts';
import { createTestDoorbell, type TestDoorbell } from './test-doorbell.ts';

export const publicUrl = 'http://chat.test';
export const embeddingSite = 'https://shop.test';
export const identitySecret = 'a secret that the business and this service share';

/** A whole HTTP service on a database of its own; only the workflow behind it is stood in for. */
export interface HttpService {
  readonly app: Awaited<ReturnType<typeof buildServer>>;
  readonly db: Database;
  readonly rows: Rows;
  readonly deps: Dependencies;
  readonly doorbell: TestDoorbell;
  /** A second process of the same service, on a bus of its own; `changes` break it. */
  another(changes?: Partial<Dependencies>): Promise<Awaited<ReturnType<typeof buildServer>>>;
  /** Listens on a free port of the loopback interface and returns the address. */
  listen(): Promise<string>;
}

/** For one test file; it ends with the file's tests. */
export async function startHttpService(
  changes: Partial<Dependencies['settings']> = {},
): Promise<HttpService> {
  const database = await testDatabase();
  const db = openDatabase(database.url);
  await migrate(db);
  const rows = createRows(db);
  const doorbell = createTestDoorbell();
  const buses = [await openBus(database.url)];
  const deps: Dependencies = {
    settings: {
      publicUrls: () => [publicUrl],
      webOrigins: [embeddingSite],
      identitySecret,
      consoleFolder: '/nonexistent',
      streamTimes: { heartbeatMs: 200, pollMs: 200 },
      ...changes,
    },
    log: quiet,
    rows,
    bus: buses[0] as Awaited<ReturnType<typeof openBus>>,
    doorbell,
    suggest: async () => ({ outcome: 'written', text: 'A draft.' }),
    assistants: testAssistants,
    registry: { assistants: [], components: [], mcpTools: [], fromServers: async () => [] },
    components: { ...untroubledComponents, refresh: async () => {} },
    metrics: { isPublic: false, contentType: 'text/plain', text: async () => '' },
    checks: {},
  };
  const apps = [await buildServer(deps)];
  after(async () => {
    for (const app of apps) await app.close();
    for (const bus of buses) await bus.close();
    await db.destroy();
    await database.drop();
  });
  const openAnotherBus = async () => {
    const bus = await openBus(database.url);
    buses.push(bus);
    return bus;
  };
  const app = apps[0] as HttpService['app'];
  return {
    app,
    db,
    rows,
    deps,
    doorbell,
    async another(changes) {
      const other = await buildServer({ ...deps, bus: await openAnotherBus(), ...changes });
      apps.push(other);
      return other;
    },
    listen: () => app.listen({ port: 0, host: '127.0.0.1' }),
  };
}

const say = () => {};
export const quiet: FastifyBaseLogger = {
  level: 'silent',
  fatal: say,
  error: (...said: unknown[]) => {
    if (process.env.BATON_TEST_LOG) console.error(...said);
  },
  warn: say,
  info: say,
  debug: say,
  trace: say,
  silent: say,
  child: () => quiet,
};
