import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { prepareNamespace } from '../../src/temporal/prepare-namespace.ts';
import { silentLog } from '../support/silent-log.ts';
import { testTemporal } from '../support/temporal.ts';

let connection: Connection;
let release: () => Promise<void>;

before(async () => {
  const temporal = await testTemporal();
  release = () => temporal.release();
  connection = await Connection.connect({ address: temporal.address });
});

after(async () => {
  await connection.close();
  await release();
});

const prepare = (namespace: string, log = silentLog(), by = connection) =>
  prepareNamespace(by, { namespace, log });

test('a namespace that is not there is made, by whichever of several processes is first', async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => prepare('new-here')));
  for (const outcome of outcomes) assert.deepEqual(outcome, { searchAttributesUsable: true });
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'new-here' });
  assert.equal(Number(config?.workflowExecutionRetentionTtl?.seconds), 30 * 86_400);
});

test('one that is there keeps a retention that is longer', async () => {
  await connection.workflowService.registerNamespace({
    namespace: 'old-here',
    workflowExecutionRetentionPeriod: msToTs('90 days'),
  });
  await prepare('old-here');
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'old-here' });
  assert.equal(Number(config?.workflowExecutionRetentionTtl?.seconds), 90 * 86_400);
});

test('a name that the server refuses is an error', async () => {
  await assert.rejects(prepare('x'.repeat(2_000)));
});

/** A connection of somebody who may do everything but these. */
function without(...forbidden: string[]): Connection {
  const guard = <T extends object>(service: T): T =>
    new Proxy(service, {
      get: (target, name) =>
        forbidden.includes(String(name)) ? () => Promise.reject(denied()) : Reflect.get(target, name, target),
    });
  return Object.create(connection, {
    workflowService: { value: guard(connection.workflowService) },
    operatorService: { value: guard(connection.operatorService) },
  });
}

const denied = () =>
  Object.assign(new Error('7 PERMISSION_DENIED'), { code: 7, details: 'no', metadata: {} });

test('where nothing may be changed, a prepared namespace is used with its attributes', async () => {
  await prepare('prepared');
  const log = silentLog();
  const administrated = without('updateNamespace', 'listSearchAttributes', 'addSearchAttributes');
  assert.deepEqual(await prepare('prepared', log, administrated), { searchAttributesUsable: true });
  assert.equal(log.lines.length, 1, log.lines.join());
});

test('without the attributes it goes on without them, and says which it misses', async () => {
  await connection.workflowService.registerNamespace({
    namespace: 'bare',
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  const log = silentLog();
  const administrated = without('updateNamespace', 'addSearchAttributes');
  assert.deepEqual(await prepare('bare', log, administrated), { searchAttributesUsable: false });
  assert.equal(log.lines.length, 3, log.lines.join());
  assert.match(log.lines.at(-1) ?? '', /BatonNeeds \(KeywordList\)/);
});

test('one that is not there and may not be made is an error that says so', async () => {
  await assert.rejects(prepare('nowhere', silentLog(), without('registerNamespace')), /not there/);
});
