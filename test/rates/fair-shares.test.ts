import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { livePriority } from '../../src/domain/priorities.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import '../support/quiet-runtime.ts';
import { testTemporal } from '../support/temporal.ts';

test('live chat goes before background work, and a flooded assistant leaves another its share', async (t) => {
  const undo = cleanupOf(t);
  const temporal = await testTemporal();
  undo(() => temporal.release());
  const connection = await Connection.connect({ address: temporal.address });
  undo(() => connection.close());
  const native = await NativeConnection.connect({ address: temporal.address });
  undo(() => native.close());
  const client = new Client({ connection });
  const [taskQueue, queue] = [`test-${randomUUID()}`, `test-${randomUUID()}`];
  const workflows = await Worker.create({
    connection: native,
    taskQueue,
    workflowsPath: fileURLToPath(import.meta.resolve('./support/queued-work.ts')),
  });
  const running = workflows.run();
  undo(() => {
    workflows.shutdown();
    return running;
  });

  const start = (assistant: string, label: string, isBackground = false) =>
    client.workflow.start('queuedWork', {
      ...{ taskQueue, workflowId: `${label}-${randomUUID()}` },
      args: [{ label, queue, isBackground }],
      priority: livePriority(assistant),
    });
  const waiting = async (count: number) =>
    await eventually(async () => {
      const taskQueueType = 2;
      const request = { namespace: 'default', taskQueue: { name: queue }, taskQueueType, reportStats: true };
      const { stats } = await connection.workflowService.describeTaskQueue(request);
      return Number(stats?.approximateBacklogCount ?? 0) >= count || undefined;
    });
  await Promise.all(Array.from({ length: 5 }, () => start('noisy', 'background', true)));
  await waiting(5);
  await Promise.all(Array.from({ length: 40 }, () => start('noisy', 'noisy')));
  await waiting(45);
  await Promise.all(Array.from({ length: 10 }, () => start('quiet', 'quiet')));
  await waiting(55);

  const done: string[] = [];
  const note = async (label: string) => void done.push(label);
  const worker = await Worker.create({
    ...{ connection: native, taskQueue: queue, activities: { note } },
    maxConcurrentActivityTaskExecutions: 1,
  });
  await worker.runUntil(eventually(() => done.length === 55 || undefined));
  const shareOf = (label: string, first: number) =>
    done.slice(0, first).filter((one) => one === label).length;
  assert.ok(shareOf('quiet', 20) >= 7, `of the first 20 the quiet one had ${shareOf('quiet', 20)}: ${done}`);
  assert.ok(shareOf('noisy', 20) >= 7, `${done}`);
  assert.ok(shareOf('background', 50) <= 1, `${done}`);
});
