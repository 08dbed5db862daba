import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { openBus } from '../../src/bus/bus.ts';
import { createControl } from '../../src/database/control.ts';
import { createMessages } from '../../src/database/messages.ts';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import { createChatModel } from '../../src/providers/chat-model.ts';
import type { Registry } from '../../src/registry/assistant.ts';
import { createEngine } from '../../src/start/create-engine.ts';
import { createDoorbell } from '../../src/temporal/doorbell.ts';
import { startTemporalServer } from '../../src/temporal/embedded/start-temporal-server.ts';
import { prepareNamespace } from '../../src/temporal/prepare-namespace.ts';
import { startWorker } from '../../src/temporal/worker.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { silentLog } from '../../test/support/silent-log.ts';
import { startStandInModel } from '../../test/support/stand-in-model.ts';
import { temporalCli } from '../../test/support/temporal-cli.ts';
import { testRegistry } from '../../test/support/test-registry.ts';
import { startDurableWorker } from './durable-worker.ts';
import { benchAssistant, script } from './scenario.ts';

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** Task queues: the product's worker, and the one that makes everything durable. */
export const queues = { asConfigured: 'bench', allDurable: 'bench-durable' };

/** Postgres and Temporal on disk as `npm start` runs them, a stand-in model, two workers, and a bus. */
export async function setStage() {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const undo: (() => Promise<unknown>)[] = [];
  const strike = async () => {
    for (const step of undo.reverse()) await step();
  };
  const model = await startStandInModel(script);
  undo.push(() => model.stop());
  const postgres = await testDatabase();
  undo.push(() => postgres.drop());
  const db = openDatabase(postgres.url);
  undo.push(() => db.destroy());
  await migrate(db);
  const bus = await openBus(postgres.url);
  undo.push(() => bus.close());
  const temporal = await startTemporal(undo);
  const connection = await Connection.connect({ address: temporal.address });
  undo.push(() => connection.close());
  await prepareNamespace(connection, { namespace: 'default', log: silentLog() });
  const client = new Client({ connection });

  const registry = registryOf(model.baseUrl);
  const chatModel = createChatModel({ baseUrl: model.baseUrl, apiKey: 'bench' });
  const modelFor = () => chatModel;
  const activities = createEngine({ db, registry, modelFor, hasSearchAttributes: true, log: silentLog() });
  const native = await NativeConnection.connect({ address: temporal.address });
  undo.push(() => native.close());
  const usual = await startWorker({
    connection: native,
    namespace: 'default',
    activities,
    taskQueue: queues.asConfigured,
  });
  undo.push(() => usual.stop());
  undo.push(await startDurableWorker({ connection: native, activities, taskQueue: queues.allDurable }));
  const messages = createMessages(db);
  const doorbellOf = (taskQueue: string) => createDoorbell(client, taskQueue);
  return {
    ...{ strike, model, db, bus, client, registry, chatModel, activities, messages, doorbellOf },
    control: createControl(db),
    postgresUrl: postgres.url,
    temporalCli: temporal.cli,
  };
}

async function startTemporal(undo: (() => Promise<unknown>)[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  const cli = await temporalCli();
  const server = await startTemporalServer({
    ...{ cli, dataDir, port: 0, uiPort: 0, namespace: 'default', log: silentLog() },
  });
  undo.push(() => server.stop());
  return { address: server.address, cli };
}

function registryOf(modelUrl: string): Registry {
  const local = testRegistry(benchAssistant('local', 'local'), modelUrl);
  const durable = testRegistry(benchAssistant('durable', 'durable'), modelUrl);
  return { ...local, assistants: new Map([...local.assistants, ...durable.assistants]) };
}
