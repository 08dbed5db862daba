import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { z } from 'zod';
import { createEffects } from '../../src/database/effects.ts';
import { type Database, migrate, openDatabase } from '../../src/database/open-database.ts';
import { createToolCalls } from '../../src/database/tool-calls.ts';
import type { CallOutcome, Effect } from '../../src/domain/tool.ts';
import { defineTool, ToolRefusal } from '../../src/registry/baton.ts';
import { createEngine } from '../../src/start/create-engine.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { quietLogger } from '../support/quiet-runtime.ts';
import { silentLog } from '../support/silent-log.ts';
import { testRegistry } from '../support/test-registry.ts';
import { untroubledComponents } from '../support/untroubled-components.ts';
import { openTurnWithCall, type PlacedCall } from './support/open-turn.ts';

let postgres: TestDatabase;
let db: Database;

before(async () => {
  postgres = await testDatabase();
  db = openDatabase(postgres.url);
  await migrate(db);
});

after(async () => {
  await db.destroy();
  await postgres.drop();
});

interface Args {
  readonly order: string;
  readonly cents: number;
}

/** One tool whose calls are run as Temporal would, and the name that its effect has in the ledger. */
async function payTool(options: {
  effect: Effect;
  run: (args: Args, context: { effectKey: string }) => unknown;
  reconcile?: () => unknown;
  approval?: object;
}) {
  const { effect, run, reconcile, approval } = options;
  const tool = defineTool({
    name: 'pay',
    description: 'Pays.',
    input: z.object({ order: z.string(), cents: z.int() }),
    output: z.object({ paid: z.int() }),
    effect,
    policy: { timeoutMs: 400, run: 'durable', ...(effect === 'keyed' && { attempts: 2 }) },
    run: run as never,
    ...(effect !== 'read' && { effectKey: ({ order }: Args) => order }),
    ...(reconcile && { reconcile: reconcile as never }),
    ...(approval && { approval }),
  });
  const registry = testRegistry({ tools: [tool] }, 'http://127.0.0.1:9');
  const log = silentLog();
  const modelFor = () => {
    throw new Error('no model is called here');
  };
  const components = untroubledComponents;
  const engine = createEngine({ db, registry, components, modelFor, hasSearchAttributes: true, log });
  const args: Args = { order: `A-${randomUUID()}`, cents: 500 };
  const place = await openTurnWithCall(db, args);

  async function call(attempt = 1, from: PlacedCall = place): Promise<CallOutcome> {
    const policy = { timeoutMs: 400, attempts: 2, run: 'durable' as const };
    const order = { callId: from.callId, tool: 'pay', args, summary: 'Tool: pay', effect, policy };
    return await new MockActivityEnvironment({ attempt }, { logger: quietLogger }).run(engine.runTool, {
      turn: from.turn,
      order,
    });
  }
  const name = { tool: 'pay', scope: `customer:${place.customerId}`, key: args.order };
  return { call, place, args, name, log };
}

const resultOf = async (place: PlacedCall) => (await createToolCalls(db).find(place.callId)).result;

test('an effect that is asked for again gives its recorded result, whichever call asks', async () => {
  let ran = 0;
  const run = ({ cents }: Args) => {
    ran += 1;
    return { paid: cents };
  };
  const { call, place, args } = await payTool({ effect: 'keyed', run });
  assert.equal((await call()).outcome, 'done');
  assert.deepEqual(await resultOf(place), { paid: 500 });
  const second = await openTurnWithCall(db, args, place);
  assert.equal((await call(1, second)).outcome, 'repeated');
  assert.deepEqual(await resultOf(second), { alreadyDone: true, result: { paid: 500 } });
  assert.equal(ran, 1);
});

test('a keyed effect whose worker died is asked for again under the same key', async () => {
  const keys: string[] = [];
  const run = ({ cents }: Args, { effectKey }: { effectKey: string }) => {
    keys.push(effectKey);
    return { paid: cents };
  };
  const { call, name, place, args } = await payTool({ effect: 'keyed', run });
  await createEffects(db).intend(name, place.callId);
  assert.equal((await call(2)).outcome, 'done');
  assert.equal(keys.length, 1);
  assert.match(keys[0] ?? '', new RegExp(args.order));
});

test('an irreversible effect whose worker died is reconciled, never run again', async () => {
  let ran = 0;
  const run = () => {
    ran += 1;
    return { paid: 500 };
  };
  const cases = [
    { reconcile: () => ({ paid: 500 }), outcome: 'done' },
    { reconcile: () => undefined, outcome: 'unknown' },
    { reconcile: () => Promise.reject(new Error('down')), outcome: 'unknown' },
    { outcome: 'unknown' },
  ];
  for (const { outcome, ...options } of cases) {
    const { call, name, place } = await payTool({ effect: 'irreversible', run, ...options });
    await createEffects(db).intend(name, place.callId);
    assert.equal((await call(2)).outcome, outcome);
  }
  assert.equal(ran, 0);
});

test('an irreversible effect that fails or hangs is looked into, not tried again', async () => {
  let ran = 0;
  for (const end of [() => Promise.reject(new Error('500')), () => new Promise(() => {})]) {
    const run = () => {
      ran += 1;
      return end();
    };
    const { call } = await payTool({ effect: 'irreversible', run });
    assert.equal((await call(1)).outcome, 'unknown');
    assert.equal((await call(2)).outcome, 'unknown');
  }
  assert.equal(ran, 2);
});

test('the same effect under way elsewhere is waited for', async () => {
  const { call, name } = await payTool({ effect: 'keyed', run: () => ({ paid: 1 }) });
  await createEffects(db).intend(name, 'another call');
  await assert.rejects(call(), (error) => error instanceof ApplicationFailure && !error.nonRetryable);
});

test('a tool that refuses has done nothing: its words go to the model, and it may be asked again', async () => {
  let isOpen = false;
  const run = () => {
    if (!isOpen) throw new ToolRefusal('There is no such order.');
    return { paid: 1 };
  };
  const { call, place } = await payTool({ effect: 'irreversible', run });
  assert.equal((await call()).outcome, 'failed');
  assert.deepEqual(await resultOf(place), { refused: true, reason: 'There is no such order.' });
  isOpen = true;
  assert.equal((await call()).outcome, 'done');
});

test('no approval, no effect, whatever brought the call here', async () => {
  let ran = 0;
  const run = () => {
    ran += 1;
    return { paid: 500 };
  };
  const { call, place } = await payTool({ effect: 'keyed', run, approval: {} });
  assert.equal((await call()).outcome, 'failed');
  assert.match(JSON.stringify(await resultOf(place)), /decision/);
  assert.equal(ran, 0);
});

test('a keyed effect that keeps failing ends with its attempts; what it says is not in the log at info', async () => {
  const run = () => {
    throw new Error('canary-in-a-fault');
  };
  const { call, log } = await payTool({ effect: 'keyed', run });
  await assert.rejects(call(1), (error) => error instanceof ApplicationFailure && !error.nonRetryable);
  await assert.rejects(
    call(2),
    (error) => error instanceof ApplicationFailure && error.nonRetryable === true,
  );
  const atInfo = log.lines.filter((line) => !line.includes('why the tool failed'));
  assert.doesNotMatch(atInfo.join('\n'), /canary/);
});

test('a read that gives something else than it said is told to the model as unusable', async () => {
  const { call, place } = await payTool({ effect: 'read', run: () => ({ payed: 'lots' }) });
  assert.equal((await call()).outcome, 'failed');
  assert.match(JSON.stringify(await resultOf(place)), /unusable/);
});
