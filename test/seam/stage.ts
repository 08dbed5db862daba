import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { openBus } from '../../src/bus/bus.ts';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import { loadStanding } from '../../src/database/standing.ts';
import { findUnheard } from '../../src/database/unheard.ts';
import { buildServer } from '../../src/http/build-server.ts';
import type { Rows } from '../../src/http/dependencies.ts';
import { createChatModel } from '../../src/providers/chat-model.ts';
import type { Registry, VendorAccess } from '../../src/registry/assistant.ts';
import { assistantsForHttp } from '../../src/start/assistants-for-http.ts';
import { engineDependencies } from '../../src/start/create-engine.ts';
import { createRows } from '../../src/start/create-rows.ts';
import { doorbellForHttp } from '../../src/start/doorbell-for-http.ts';
import { createDoorbell, type Doorbell } from '../../src/temporal/doorbell.ts';
import { prepareNamespace } from '../../src/temporal/prepare-namespace.ts';
import { createStuckRuns } from '../../src/temporal/stuck-runs.ts';
import { startSweeper } from '../../src/temporal/sweeper.ts';
import { workflowBundle } from '../../src/temporal/workflow-bundle.ts';
import { publicUrl, quiet } from '../http/support/http-service.ts';
import { testDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';
import { startStandInModel } from '../support/stand-in-model.ts';
import { testTemporal } from '../support/temporal.ts';
import { untroubledComponents } from '../support/untroubled-components.ts';
import { createFaultBook, type FaultBook } from './fault-book.ts';
import { seamScript } from './script.ts';
import { seamRegistry } from './seam-registry.ts';
import { withFaults } from './with-faults.ts';

// Workflow tasks that a worker lost when it died are what this is about; the SDK's warnings of them are not.
const telemetryOptions = { logging: { forward: {}, filter: 'error' } };
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions });

/** Two HTTP services and two workers, each with a pool of its own, on one Postgres and one Temporal; faults between. */
export async function startStage() {
  const undos: (() => Promise<unknown> | unknown)[] = [];
  const undo = (work: () => Promise<unknown> | unknown) => void undos.push(work);
  const log = silentLog();
  const book = createFaultBook();
  const model = await startStandInModel(seamScript());
  undo(() => model.stop());
  const registry = seamRegistry(model.baseUrl);
  const postgres = await testDatabase();
  undo(() => postgres.drop());
  const temporal = await testTemporal();
  undo(() => temporal.release());
  const connection = await Connection.connect({ address: temporal.address });
  undo(() => connection.close());
  await prepareNamespace(connection, { namespace: 'default', log });
  const taskQueue = `seam-${randomUUID()}`;
  const client = new Client({ connection });

  const sweeperDb = openDatabase(postgres.url);
  undo(() => sweeperDb.destroy());
  await migrate(sweeperDb);
  const doorbell = faultyDoorbell(createDoorbell(client, taskQueue), book);
  const parts = { url: postgres.url, registry, doorbell, book, undo };
  const services = [await startService(parts), await startService(parts)] as const;
  const workers = [
    await startSeamWorker({ ...parts, address: temporal.address, taskQueue }),
    await startSeamWorker({ ...parts, address: temporal.address, taskQueue }),
  ] as const;
  const sweeper = startSweeper({
    findUnheard: () => findUnheard(sweeperDb, { newMs: 1_000, claimedMs: 4_000 }),
    doorbell,
    stuckRuns: createStuckRuns(client),
    log,
    intervalMs: 700,
  });
  undo(() => sweeper.stop());
  undo(() => book.settled());
  return {
    book,
    client,
    services,
    workers,
    postgresUrl: postgres.url,
    async stop() {
      for (const undoOne of undos.reverse()) await undoOne();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof startStage>>;

interface Parts {
  readonly url: string;
  readonly registry: Registry;
  readonly doorbell: Doorbell;
  readonly book: FaultBook;
  readonly undo: (work: () => Promise<unknown> | unknown) => void;
}

/** One whole HTTP service on a port of its own. */
async function startService({ url, registry, doorbell, book, undo }: Parts) {
  const db = openDatabase(url);
  undo(() => db.destroy());
  const bus = await openBus(url);
  undo(() => bus.close());
  const whole = createRows(db);
  const rows: Rows = {
    ...whole,
    messages: withFaults(whole.messages, book, { acceptWithin: 'accept' }),
    control: withFaults(whole.control, book, { takeOver: 'control', handBack: 'control', close: 'control' }),
  };
  const app = await buildServer({
    settings: {
      publicUrls: () => [publicUrl],
      webOrigins: [],
      identitySecret: undefined,
      consoleFolder: '/nonexistent',
      streamTimes: { heartbeatMs: 1_000, pollMs: 300 },
    },
    log: quiet,
    rows,
    bus,
    doorbell: doorbellForHttp(whole.conversations, doorbell),
    suggest: async () => ({ outcome: 'none', why: 'nobody asks for one here' }),
    assistants: assistantsForHttp(registry),
    registry: { assistants: [], components: [], mcpTools: [], fromServers: async () => [] },
    components: { ...untroubledComponents, refresh: async () => {} },
    metrics: { isPublic: false, contentType: 'text/plain', text: async () => '' },
    checks: {},
  });
  undo(() => app.close());
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, rows: whole, address };
}

export type SeamService = Awaited<ReturnType<typeof startService>>;

interface WorkerParts extends Parts {
  readonly address: string;
  readonly taskQueue: string;
}

/**
 * A worker with so little cache that conversations are told to it from their histories again and again, and of which
 * one may stop hearing what it has under way: a death, as far as one process allows.
 */
async function startSeamWorker({ url, registry, book, address, taskQueue, undo }: WorkerParts) {
  const db = openDatabase(url);
  undo(() => db.destroy());
  const connection = await NativeConnection.connect({ address });
  undo(() => connection.close());
  const losses = { count: 0 };
  const worker = await Worker.create({
    connection,
    namespace: 'default',
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: forgetful(seamActivities(db, registry, book), losses),
    stickyQueueScheduleToStartTimeout: '1 second',
    maxHeartbeatThrottleInterval: '1 second',
    defaultHeartbeatThrottleInterval: '1 second',
    maxCachedWorkflows: 10,
  });
  const running = worker.run();
  undo(() => {
    worker.shutdown();
    return running;
  });
  return {
    loseAnswers() {
      losses.count += 1;
    },
  };
}

/** What runs when answers are lost does its work, but nobody hears of it. */
function forgetful<A extends object>(activities: A, losses: { readonly count: number }): A {
  const guarded = Object.entries(activities).map(([name, run]) => [
    name,
    async (...args: unknown[]) => {
      const { count } = losses;
      const answer = await run(...args);
      if (losses.count !== count) throw new Error('the answer was lost');
      return answer;
    },
  ]);
  return Object.fromEntries(guarded) as A;
}

function seamActivities(db: ReturnType<typeof openDatabase>, registry: Registry, book: FaultBook) {
  const standing = { load: (id: string) => loadStanding(db, id) };
  const log = silentLog();
  const components = untroubledComponents;
  const parts = { db, registry, components, modelFor, hasSearchAttributes: true, log };
  const dependencies = engineDependencies(parts);
  const { turns, drafts, control } = dependencies;
  return createActivities({
    ...dependencies,
    turns: withFaults(turns, book, { open: 'open', commitAnswer: 'commit', end: 'end' }),
    drafts: withFaults(drafts, book, { begin: 'begin', release: 'release' }),
    control: withFaults(control, book, { handOver: 'handOver', see: 'see' }),
    loadStanding: withFaults(standing, book, { load: 'load' }).load,
  });
}

const modelFor = ({ baseUrl, apiKey }: VendorAccess) =>
  createChatModel({ ...(baseUrl !== undefined && { baseUrl }), apiKey: apiKey ?? '' });

function faultyDoorbell(doorbell: Doorbell, book: FaultBook): Doorbell {
  return withFaults(doorbell, book, {
    message: 'ringMessage',
    takeOver: 'ringControl',
    handBack: 'ringControl',
    close: 'ringControl',
  });
}
