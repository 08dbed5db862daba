import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openMcpConnection } from '../../../src/registry/mcp/mcp-connection.ts';
import { eventually } from '../../support/eventually.ts';
import { type ServedTool, startMcpServer } from '../../support/mcp-server.ts';

const text = (said: string) => ({ content: [{ type: 'text' as const, text: said }] });
const never = new AbortController().signal;
const call = (tool: string, args = {}, signal = never) => ({ tool, args, signal, timeoutMs: 5_000 });

async function connected(t: TestContext, tools: Record<string, ServedTool>, headers = {}) {
  const server = await startMcpServer(tools);
  const connection = openMcpConnection({ url: server.url, headers });
  t.after(async () => {
    await connection.close();
    await server.stop();
  });
  return { server, connection };
}

test('tools are listed and called, with the headers that were set up', async (t) => {
  const hello: ServedTool = { description: 'Greets.', run: ({ name }) => text(`hello ${String(name)}`) };
  const { server, connection } = await connected(t, { hello }, { authorization: 'Bearer secret-1' });
  assert.deepEqual(
    (await connection.list(never)).map(({ name, description }) => [name, description]),
    [['hello', 'Greets.']],
  );
  const result = await connection.call({ ...call('hello', { name: 'Ada' }), effectKey: 'hello:1' });
  assert.deepEqual(result.content, [{ type: 'text', text: 'hello Ada' }]);
  assert.equal(server.calls[0]?.meta['baton/effectKey'], 'hello:1');
  assert.ok(server.headers.every(({ authorization }) => authorization === 'Bearer secret-1'));
});

test('a session that the server has forgotten is opened anew, and the call is made once', async (t) => {
  const { server, connection } = await connected(t, { ping: {} });
  await connection.call(call('ping'));
  server.forgetSessions();
  await connection.call(call('ping'));
  assert.equal(server.calls.length, 2);
});

test('a server that goes down during a call fails the call at once, and is reached again when it is back', async (t) => {
  const stuck: ServedTool = { run: () => new Promise(() => {}) };
  const { server, connection } = await connected(t, { stuck, ping: {} });
  const running = connection.call({ ...call('stuck'), timeoutMs: 60_000 });
  const failed = assert.rejects(running);
  await eventually(() => server.calls.length === 1 || undefined);
  await server.goDown();
  await failed;
  await assert.rejects(connection.call(call('ping')));
  await server.comeUp();
  await connection.call(call('ping'));
});

test('who gives a call up tells the server', async (t) => {
  const stuck: ServedTool = { run: () => new Promise(() => {}) };
  const { server, connection } = await connected(t, { stuck });
  const aborter = new AbortController();
  const running = connection.call(call('stuck', {}, aborter.signal));
  const failed = assert.rejects(running);
  await eventually(() => server.calls.length === 1 || undefined);
  aborter.abort();
  await failed;
  await eventually(() => server.cancelled.includes('stuck') || undefined);
  const late = connection.call({ ...call('stuck'), timeoutMs: 100 });
  await assert.rejects(late, /timed out/i);
  await eventually(() => server.cancelled.length === 2 || undefined);
});

test('a redirect is not followed, wherever it leads', async (t) => {
  const other = await startMcpServer({ ping: {} });
  t.after(() => other.stop());
  const { server, connection } = await connected(t, { ping: {} }, { authorization: 'Bearer secret-1' });
  server.redirect(other.url);
  await assert.rejects(connection.call(call('ping')));
  server.redirect(server.url.replace('/mcp', '/elsewhere'));
  await assert.rejects(connection.call(call('ping')));
  assert.deepEqual([other.headers.length, server.calls.length], [0, 0]);
});

test('an answer that is too large is given up', async (t) => {
  const huge: ServedTool = { run: () => text('x'.repeat(3_000_000)) };
  const { connection } = await connected(t, { huge, ping: {} });
  await assert.rejects(connection.call(call('huge')));
  await connection.call(call('ping'));
});
