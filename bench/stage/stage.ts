import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { eventually } from '../../test/support/eventually.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import type { startStandInModel } from '../../test/support/stand-in-model.ts';
import { assistantIds, writeAssistants } from './assistants.ts';
import { allDurableEnv, startBareService, startBatonService } from './services.ts';
import type { Servers, Store } from './stores.ts';
import type { Undo } from './undo.ts';

export type Stage = NonNullable<Awaited<ReturnType<typeof setStage>>>;
export type StandInModel = Awaited<ReturnType<typeof startStandInModel>>;

/** Everything that is compared on one Temporal, each in processes of its own. Undefined where there is no Temporal. */
export async function setStage(undo: Undo, model: StandInModel, store: Store) {
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  undo.add(() => rm(folder, { recursive: true, force: true }));
  // PostgreSQL doesn't run as root, and must get in.
  await chmod(folder, 0o755);
  const assistants = join(folder, 'assistants');
  await writeAssistants(assistants);
  const servers = await store.start(undo, folder);
  if (!servers) return undefined;
  const { temporal, postgres } = servers;
  const connection = await connect(undo, temporal);
  const common = { ASSISTANTS: assistants, OPENAI_API_KEY: 'bench', OPENAI_BASE_URL: model.baseUrl };
  process.env.BATON_TEST_POSTGRES_URL = postgres.url;
  const envOn = async (namespace: string) => {
    await register(connection, namespace);
    const place = { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: namespace };
    return { ...common, ...place, DATABASE_URL: await makeDatabase(undo) };
  };
  const { asConfigured, allDurable } = assistantIds;
  const bareEnv = { ...common, DATABASE_URL: await makeDatabase(undo) };
  return {
    store: store.name,
    model,
    bare: await startBareService(undo, bareEnv, asConfigured),
    usual: await startBatonService(undo, await envOn('default'), {
      name: 'as configured',
      assistant: asConfigured,
    }),
    durable: await startBatonService(undo, await envOn('all-durable'), {
      name: 'all durable',
      assistant: allDurable,
      workerEnv: allDurableEnv,
    }),
    servers: [
      { name: 'Temporal', pid: temporal.pid },
      { name: 'PostgreSQL', pid: postgres.pid },
    ],
    postgresUrl: postgres.url,
    clientFor: (namespace: string) => new Client({ connection, namespace }),
  };
}

async function makeDatabase(undo: Undo): Promise<string> {
  const { url, drop } = await testDatabase();
  undo.add(drop);
  return url;
}

async function connect(undo: Undo, { address }: Servers['temporal']): Promise<Connection> {
  const connection = await eventually(() => Connection.connect({ address }).catch(() => undefined), 60_000);
  undo.add(() => connection.close());
  return connection;
}

/** A production server has no namespace of its own, the dev server one. */
async function register({ workflowService }: Connection, namespace: string): Promise<void> {
  const workflowExecutionRetentionPeriod = msToTs('3 days');
  await workflowService
    .registerNamespace({ namespace, workflowExecutionRetentionPeriod })
    .catch((error: unknown) => {
      if (!isGrpcServiceError(error) || error.code !== alreadyExists) throw error;
    });
  // Each of its roles learns of a new one by and by.
  await eventually(
    () =>
      workflowService.countWorkflowExecutions({ namespace }).then(
        () => true as const,
        () => undefined,
      ),
    60_000,
  );
}

const alreadyExists = 6;
