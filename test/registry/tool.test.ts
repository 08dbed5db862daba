import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Assistant } from '../../src/registry/assistant.ts';
import { loadAssistants } from '../../src/registry/load-assistants.ts';
import type { Tool, ToolContext } from '../../src/registry/tool.ts';
import { assistantsFolder, assistantWithTool } from './folders.ts';

async function assistantWith(t: TestContext, fields: Record<string, string>): Promise<Assistant> {
  const folder = await assistantsFolder(t, { 'desk/assistant.ts': assistantWithTool(fields) });
  return (await loadAssistants(folder, {})).default;
}

async function toolWith(t: TestContext, fields: Record<string, string>): Promise<Tool> {
  const tool = (await assistantWith(t, fields)).tools.get('look_up');
  assert.ok(tool);
  return tool;
}

test('arguments off the schema are refused with their path, in words', async (t) => {
  const tool = await toolWith(t, {});
  assert.deepEqual(tool.checkInput({ orderId: 7, pieces: 'two' }), {
    ok: false,
    problem: 'orderId: expected string, received number; pieces: expected number, received string',
  });
  assert.deepEqual(tool.checkInput(null), {
    ok: false,
    problem: 'arguments: expected object, received null',
  });
  assert.deepEqual(tool.checkInput({ orderId: 'A-1', customerId: 'another' }), {
    ok: true,
    args: { orderId: 'A-1' },
  });
});

test('arguments and results are made storable', async (t) => {
  const tool = await toolWith(t, { output: 'z.object({ status: z.unknown() })' });
  assert.deepEqual(tool.checkInput({ orderId: 'A\0-1\ud800' }), { ok: true, args: { orderId: 'A-1\ufffd' } });
  assert.deepEqual(tool.checkOutput({ status: { '\0a': ['\0'] }, row: new Date() }), {
    ok: true,
    output: { status: { a: [''] } },
  });
  assert.equal(tool.checkOutput({ status: new Date() }).ok, false);
  assert.equal(tool.checkOutput({ status: Number.NaN }).ok, false);
});

test('arguments too large or too deep for a history are refused', async (t) => {
  const tool = await toolWith(t, { input: 'z.object({ orderId: z.unknown() })' });
  const large = tool.checkInput({ orderId: 'ä'.repeat(4_000) });
  assert.deepEqual(large, { ok: false, problem: 'arguments: expected at most 8000 bytes of JSON, got 8014' });
  const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`);
  assert.deepEqual(tool.checkInput({ orderId: deep }), {
    ok: false,
    problem: 'arguments: nested deeper than 64 levels',
  });
});

test("what an author's refinement throws lets no argument pass and tells nothing", async (t) => {
  const throwing = await toolWith(t, {
    input: `z.object({ a: z.string().refine(() => { throw new TypeError('password is 1234'); }) })`,
  });
  assert.deepEqual(throwing.checkInput({ a: 'x' }), {
    ok: false,
    problem: 'arguments: could not be checked',
  });
  const waiting = await toolWith(t, { input: 'z.object({ a: z.string().refine(async () => true) })' });
  assert.equal(waiting.checkInput({ a: 'x' }).ok, false);
});

test('attempts and the way of running follow from effect and timeout', async (t) => {
  const policyWith = async (effect: string, policy: string) =>
    (await toolWith(t, { effect: `'${effect}'`, policy })).policy;
  assert.deepEqual(await policyWith('read', ''), { timeoutMs: 10_000, attempts: 3, run: 'durable' });
  assert.deepEqual(await policyWith('read', '{ timeoutMs: 1_000 }'), {
    timeoutMs: 1_000,
    attempts: 3,
    run: 'local',
  });
  assert.deepEqual(await policyWith('read', `{ timeoutMs: 1_000, run: 'durable' }`), {
    timeoutMs: 1_000,
    attempts: 3,
    run: 'durable',
  });
  assert.deepEqual(await policyWith('keyed', '{ timeoutMs: 500 }'), {
    timeoutMs: 500,
    attempts: 4,
    run: 'durable',
  });
  assert.deepEqual(await policyWith('irreversible', ''), { timeoutMs: 10_000, attempts: 1, run: 'durable' });
});

test('an approval has its defaults, and is asked for unless the rule says a plain no', async (t) => {
  const asked = async (approval: string) => (await toolWith(t, { approval })).approvalFor({ orderId: 'A-1' });
  const defaults = { role: 'approver', expiresMs: 86_400_000, onExpiry: 'reject', remindMs: 21_600_000 };
  assert.deepEqual(await asked('{}'), { ...defaults, reason: 'Every call of look_up needs a decision.' });
  assert.equal(await asked('{ when: () => false }'), undefined);
  assert.equal(await asked(''), undefined);
  for (const rule of ['() => true', '() => { throw new Error() }', 'async () => false', '() => undefined']) {
    assert.partialDeepStrictEqual(await asked(`{ when: ${rule} }`), defaults);
  }
});

test('the key is the own one, or a hash of the arguments in whatever order', async (t) => {
  const keyed = await toolWith(t, { effect: `'keyed'`, effectKey: '(args) => args.orderId' });
  assert.deepEqual(keyed.effectKeyFor({ orderId: 'A-1', pieces: 2 }), { key: 'A-1', scope: 'customer' });
  const hashed = await toolWith(t, { effect: `'keyed'` });
  const { key, scope } = hashed.effectKeyFor({ orderId: 'A-1', pieces: 2 });
  assert.match(key, /^[0-9a-f]{64}$/);
  assert.equal(scope, 'case');
  assert.equal(hashed.effectKeyFor({ pieces: 2, orderId: 'A-1' }).key, key);
  assert.notEqual(hashed.effectKeyFor({ pieces: 3, orderId: 'A-1' }).key, key);
  const final = await toolWith(t, { effect: `'irreversible'` });
  assert.equal(final.effectKeyFor({ orderId: 'A-1' }).scope, 'customer');
});

test('a key that is none stops the call', async (t) => {
  for (const effectKey of [
    '() => ""',
    '() => undefined',
    '() => "k".repeat(257)',
    '() => { throw new Error("no") }',
  ]) {
    const tool = await toolWith(t, { effect: `'keyed'`, effectKey });
    assert.throws(() => tool.effectKeyFor({ orderId: 'A-1' }));
  }
});

test('run and reconcile get the arguments and the context; what they throw comes as a rejection', async (t) => {
  const tool = await toolWith(t, {
    effect: `'irreversible'`,
    run: `(args, { conversationId }) => ({ status: args.orderId + conversationId })`,
    reconcile: `() => { throw new Error('warehouse is down'); }`,
  });
  const context = { conversationId: '-c1' } as ToolContext;
  assert.deepEqual(await tool.run({ orderId: 'A-1' }, context), { status: 'A-1-c1' });
  const rejected = tool.reconcile?.({ orderId: 'A-1' }, context);
  assert.ok(rejected instanceof Promise);
  await assert.rejects(rejected, /warehouse is down/);
  assert.equal((await toolWith(t, {})).reconcile, undefined);
});

test('the manifest is plain data, and its hash changes with what it says and with nothing else', async (t) => {
  const { manifest } = await assistantWith(t, {});
  assert.deepEqual(structuredClone(manifest), manifest);
  assert.match(manifest.hash, /^[0-9a-f]{64}$/);
  assert.equal(manifest.tools[0]?.inputSchema.type, 'object');
  assert.equal(
    (await assistantWith(t, { run: `async () => ({ status: 'lost' })` })).manifest.hash,
    manifest.hash,
  );
  assert.notEqual((await assistantWith(t, { description: `'Other.'` })).manifest.hash, manifest.hash);
});
