import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { openComponents } from '../../src/components/components.ts';
import { createComponentRows } from '../../src/database/components.ts';
import { createManifests } from '../../src/database/manifests.ts';
import { createMcpPins } from '../../src/database/mcp-tools.ts';
import { createMessages, type StoredMessage } from '../../src/database/messages.ts';
import { type Database, migrate, openDatabase } from '../../src/database/open-database.ts';
import type { Patience } from '../../src/database/patience.ts';
import { createPurse } from '../../src/database/purse.ts';
import { findUnheard } from '../../src/database/unheard.ts';
import { bounds } from '../../src/domain/bounds.ts';
import { workflowIdOf } from '../../src/domain/conversation.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import { createChatModel } from '../../src/providers/chat-model.ts';
import type { Registry, VendorAccess } from '../../src/registry/assistant.ts';
import type { AssistantDefinition } from '../../src/registry/baton.ts';
import { startMcp } from '../../src/registry/mcp/start-mcp.ts';
import { queueLimits } from '../../src/registry/queue-limits.ts';
import { createEngine } from '../../src/start/create-engine.ts';
import { addModelProbes } from '../../src/start/model-probes.ts';
import { createDoorbell } from '../../src/temporal/doorbell.ts';
import { prepareNamespace } from '../../src/temporal/prepare-namespace.ts';
import { createStuckRuns } from '../../src/temporal/stuck-runs.ts';
import { startSweeper } from '../../src/temporal/sweeper.ts';
import { startWorker } from '../../src/temporal/worker.ts';
import { cleanupOf } from './cleanup.ts';
import { eventually } from './eventually.ts';
import { testDatabase } from './postgres.ts';
import './quiet-runtime.ts';
import { silentLog } from './silent-log.ts';
import { type Script, startStandInModel } from './stand-in-model.ts';
import { testTemporal } from './temporal.ts';
import { testRegistry } from './test-registry.ts';

/** Real Temporal, real Postgres, a worker, and a stand-in model; everything ends with the test. */
export async function startTestEngine(
  t: TestContext,
  options: {
    script: Script;
    assistant?: Partial<AssistantDefinition>;
    /** Missing: nothing is found. */
    knowledge?: (db: Database) => Knowledge;
    /** Temporal's own settings, such as when it suggests to continue as new. */
    dynamicConfig?: Record<string, string>;
    /** How soon the sweeper looks after what nobody seems to have heard of. */
    patience?: Patience;
    /** Has models that are down tried by themselves, as a start does. */
    probes?: boolean;
  },
) {
  const undo = cleanupOf(t);
  const log = silentLog();
  const taskQueue = `test-${randomUUID()}`;
  const model = await startStandInModel(options.script);
  undo(() => model.stop());
  let registry = testRegistry(options.assistant ?? {}, model.baseUrl);
  const postgres = await testDatabase();
  undo(() => postgres.drop());
  const db = openDatabase(postgres.url);
  undo(() => db.destroy());
  await migrate(db);
  const temporal = await testTemporal(options.dynamicConfig);
  undo(() => temporal.release());
  const connection = await Connection.connect({ address: temporal.address });
  undo(() => connection.close());
  await prepareNamespace(connection, { namespace: 'default', log });
  const client = new Client({ connection });
  const doorbell = createDoorbell(client, taskQueue);
  const stuckRuns = createStuckRuns(client);
  const mcpParts = { pins: createMcpPins(db), watches: true, log, intervalMs: 100 };
  let workflowCode: { code: string } | undefined;
  let worker = await startTestWorker(registry);
  undo(() => worker.stop());
  const sweeper = startSweeper({
    findUnheard: () => findUnheard(db, options.patience),
    ...{ doorbell, stuckRuns, log },
  });
  undo(() => sweeper.stop());

  async function startTestWorker(registry: Registry) {
    await createManifests(db).store([registry.default.manifest]);
    const native = await NativeConnection.connect({ address: temporal.address });
    const rows = createComponentRows(db);
    const components = await openComponents({ rows, log, ...statusTimes });
    if (options.probes) addModelProbes({ components, registry, modelFor: modelOf, purse: createPurse(db) });
    const assistants = [...registry.assistants.values()];
    const mcp = startMcp({ ...mcpParts, assistants, components, status: components });
    const engine = createEngine({
      ...{ db, registry, components, log },
      mcpTools: mcp.tools,
      modelFor: modelOf,
      ...(options.knowledge && { knowledge: options.knowledge(db) }),
      hasSearchAttributes: true,
      publicUrl: () => 'https://baton.test',
    });
    const running = await startWorker({
      connection: native,
      namespace: 'default',
      taskQueue,
      activities: engine,
      limits: queueLimits(registry),
      ...(workflowCode && { workflowCode }),
      drainMs: 1_000,
    });
    return {
      components,
      async stop() {
        await running.stop();
        await mcp.stop();
        await components.close();
        await native.close();
      },
    };
  }

  return {
    log,
    model,
    db,
    taskQueue,
    client,
    doorbell,
    postgresUrl: postgres.url,
    temporalAddress: temporal.address,
    registry,
    /** What workers that start from now on are configured with. */
    reconfigure(assistant: Partial<AssistantDefinition>): Registry {
      registry = testRegistry(assistant, model.baseUrl);
      return registry;
    },
    /** What the workflows of workers that start from now on are made of. */
    changeWorkflows(code: string) {
      workflowCode = { code };
    },
    messages: createMessages(db),
    /** One worker more; it ends with the test. */
    async addWorker() {
      const another = await startTestWorker(registry);
      undo(() => another.stop());
    },
    /** With nobody at work for so many ms, or until that is done, in between. */
    async restartWorker(down: number | (() => Promise<unknown>) = 0) {
      await worker.stop();
      await (typeof down === 'number' ? sleep(down) : down());
      worker = await startTestWorker(registry);
    },
    /** What the worker that is up knows of components. */
    components: () => worker.components,
    openConversation: () => openConversation(db, registry),
    /** Accepts a message and rings, as the HTTP service does. */
    async say(conversationId: string, text: string, id: string = randomUUID()): Promise<number> {
      const accepted = await createMessages(db).accept({ conversationId, id, channel: 'web', text });
      if (accepted.outcome !== 'accepted') throw new Error('the id is taken');
      const { seq } = accepted;
      const assistant = registry.default.id;
      await doorbell.message({ conversationId, assistant, id, channel: 'web', text, seq });
      return seq;
    },
    transcript: (conversationId: string) => createMessages(db).last(conversationId, bounds.pageItemsMax),
    /** The transcript, once this holds of it. */
    async transcriptWhen(conversationId: string, holds: (messages: StoredMessage[]) => boolean) {
      return await eventually(async () => {
        const messages = await createMessages(db).last(conversationId, bounds.pageItemsMax);
        return holds(messages) ? messages : undefined;
      });
    },
    handle: (conversationId: string) => client.workflow.getHandle(workflowIdOf(conversationId)),
    history: async (conversationId: string) =>
      await client.workflow.getHandle(workflowIdOf(conversationId)).fetchHistory(),
  };
}

/** So that tests see soon what processes tell each other, and soon a trial of what is down. */
const statusTimes = { refreshMs: 200, trialInMs: () => 500 };

export type TestEngine = Awaited<ReturnType<typeof startTestEngine>>;

const modelOf = ({ baseUrl, apiKey }: VendorAccess) =>
  createChatModel({ ...(baseUrl !== undefined && { baseUrl }), apiKey: apiKey ?? '' });

async function openConversation(db: Database, registry: Registry): Promise<string> {
  const [customerId, conversationId] = [randomUUID(), randomUUID()];
  await db.insertInto('customers').values({ id: customerId }).execute();
  await db
    .insertInto('conversations')
    .values({ id: conversationId, customer_id: customerId, assistant: registry.default.id })
    .execute();
  return conversationId;
}
