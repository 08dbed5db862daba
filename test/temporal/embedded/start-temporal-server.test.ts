import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Client, Connection } from '@temporalio/client';
import { findProcesses } from '../../../src/processes/process-identity.ts';
import {
  startTemporalServer,
  type TemporalServerOptions,
} from '../../../src/temporal/embedded/start-temporal-server.ts';
import { TemporalEmbeddedError } from '../../../src/temporal/embedded/temporal-embedded-error.ts';
import { prepareNamespace } from '../../../src/temporal/prepare-namespace.ts';
import { runScript } from '../../support/run-script.ts';
import { silentLog } from '../../support/silent-log.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { temporalCli } from '../../support/temporal-cli.ts';

const cli = await temporalCli();

test('what was started stays over a restart, and an existing database is prepared like a new one', async (t) => {
  const dataDir = await tempDir(t);
  const first = await start(t, { dataDir });
  await withClient(first.address, async (client) => {
    await client.workflow.start('anything', { taskQueue: 'nobody', workflowId: 'kept', args: [] });
  });
  await first.stop();
  await assert.rejects(Connection.connect({ address: first.address, connectTimeout: 500 }));
  const second = await start(t, { dataDir });
  assert.equal((await fetch(second.uiUrl)).status, 200);
  await withClient(second.address, async (client) => {
    assert.equal((await client.workflow.getHandle('kept').describe()).status.name, 'RUNNING');
    const log = silentLog();
    for (const _ of ['first', 'again']) {
      const { searchAttributesUsable } = await prepareNamespace(client.connection as Connection, {
        namespace: 'default',
        log,
      });
      assert.equal(searchAttributesUsable, true);
    }
    assert.deepEqual(log.lines, []);
    const { config } = await client.workflowService.describeNamespace({ namespace: 'default' });
    assert.equal(Number(config?.workflowExecutionRetentionTtl?.seconds), 30 * 86_400);
    await startWithAttributes(client);
  });
});

test('a server that a killed start left on the same file is stopped first', async (t) => {
  const dataDir = await tempDir(t);
  const starter = runScript(`
    import { startTemporalServer } from 'SRC/temporal/embedded/start-temporal-server.ts';
    const log = { info() {}, warn() {} };
    const options = ${JSON.stringify({ cli, dataDir, port: 0, uiPort: 0, namespace: 'default' })};
    console.log((await startTemporalServer({ ...options, log })).address);
    setInterval(() => {}, 1_000);`);
  const orphanAddress = await starter.firstLine;
  await starter.kill();
  await (await Connection.connect({ address: orphanAddress })).close();
  const port = Number(orphanAddress.split(':')[1]);
  const next = await start(t, { dataDir, port });
  assert.equal(next.address, orphanAddress, 'its port must be free again');
  assert.equal((await findProcesses(['--db-filename', join(dataDir, 'temporal.db')])).length, 1);
  await next.stop();
  assert.deepEqual(await findProcesses(['--db-filename', join(dataDir, 'temporal.db')]), []);
});

test('a port that a stranger holds is refused in one line that names the variable', async (t) => {
  const dataDir = await tempDir(t);
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const stranger = createServer().listen(0, host);
    t.after(() => stranger.close());
    await new Promise((resolve) => stranger.once('listening', resolve));
    const { port } = stranger.address() as { port: number };
    await assert.rejects(start(t, { dataDir, port }), isOneLine(/TEMPORAL_PORT/));
    await assert.rejects(start(t, { dataDir, uiPort: port }), isOneLine(/TEMPORAL_UI_PORT/));
  }
  assert.deepEqual(await findProcesses(['--db-filename', join(dataDir, 'temporal.db')]), []);
});

test('a server that cannot start says why, in one line, and leaves nothing behind', async (t) => {
  const dataDir = join(await tempDir(t), 'data');
  const dynamicConfig = { 'not json': '{' };
  await assert.rejects(start(t, { dataDir, dynamicConfig }), isOneLine(/does not start/));
  assert.deepEqual(await findProcesses(['--db-filename', join(dataDir, 'temporal.db')]), []);
});

test('without a folder it keeps nothing on disk', async (t) => {
  const server = await start(t, { namespace: 'elsewhere' });
  await withClient(server.address, async (client) => {
    const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace: 'elsewhere' });
    assert.equal(namespaceInfo?.name, 'elsewhere');
  });
  await server.stop();
  await server.stop();
  await assert.rejects(access('temporal.db'));
});

async function start(t: TestContext, options: Partial<TemporalServerOptions>) {
  const server = await startTemporalServer({
    ...{ cli, port: 0, uiPort: 0, namespace: 'default', log: silentLog() },
    ...options,
  });
  t.after(() => server.stop());
  return server;
}

async function withClient(address: string, act: (client: Client) => Promise<void>): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await act(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

async function startWithAttributes(client: Client): Promise<void> {
  const searchAttributes = {
    BatonAssistant: ['shop'],
    BatonStatus: ['open'],
    BatonIntent: ['other'],
    BatonNeeds: ['approval', 'operator'],
    BatonCostMicroUsd: [12],
  };
  const options = { taskQueue: 'nobody', workflowId: 'found', args: [], searchAttributes };
  await client.workflow.start('anything', options);
  assert.equal((await client.workflow.count("BatonNeeds = 'no-such-need'")).count, 0);
}

const isOneLine = (pattern: RegExp) => (error: Error) => {
  assert.ok(error instanceof TemporalEmbeddedError, String(error));
  assert.match(error.message, pattern);
  return !error.message.includes('\n');
};
