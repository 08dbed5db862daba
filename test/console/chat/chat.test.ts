import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startChat } from '../../../src/console/chat/chat.ts';
import type { ChatState } from '../../../src/console/chat/chat-state.ts';
import { createChatStore } from '../../../src/console/chat/chat-store.ts';
import { viewOf } from '../../../src/console/chat/chat-view.ts';
import { createKeptValues } from '../../../src/console/chat/kept-values.ts';
import { StubChatServer } from '../../support/stub-chat-server.ts';

/** A page without a browser, against a server over real HTTP. What it keeps goes over to the next one. */
function openPage(context: TestContext, server: StubChatServer, kept = createKeptValues(null, '')) {
  const closing = new AbortController();
  const wake = new EventTarget();
  const store = createChatStore(setImmediate, () => undefined);
  const signal = closing.signal;
  const options = { baseUrl: server.url, assistant: null, store, kept, isOnline: () => true, wake, signal };
  const close = () => closing.abort();
  context.after(close);
  const actions = startChat(options);
  const until = async (isSo: (state: ChatState) => boolean) => {
    while (!isSo(store.state())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { actions, kept, close, until, state: store.state, texts: () => shownTexts(store.state()), wake };
}

const shownTexts = (state: ChatState) =>
  viewOf(state).map((item) => {
    if (item.kind === 'message') return item.message.text;
    if (item.kind === 'outgoing') return item.outgoing.text;
    return item.kind === 'draft' ? item.text : '…';
  });

const isOpen = (state: ChatState) => state.connection === 'open';

async function startStub(context: TestContext): Promise<StubChatServer> {
  const server = new StubChatServer();
  await server.comeUp();
  context.after(() => server.goDown());
  return server;
}

const limits = { timeout: 30_000 };

test('a message is posted once and shown once', limits, async (context) => {
  const server = await startStub(context);
  const page = openPage(context, server);
  await page.until(isOpen);
  assert.equal(page.actions.send('  Hello\0 '), true);
  assert.equal(page.actions.send('   '), false);
  await page.until(({ messages }) => messages.length === 1);
  assert.deepEqual(page.texts(), ['Hello']);
  assert.equal(server.posts.length, 1);
});

test('a message refused for a while is posted again under the same id', limits, async (context) => {
  const server = await startStub(context);
  const page = openPage(context, server);
  await page.until(isOpen);
  server.refuseNextPost(500);
  server.refuseNextPost(429, { 'retry-after': '0' });
  page.actions.send('Hello');
  await page.until(({ messages }) => messages.length === 1);
  assert.equal(server.posts.length, 3);
  assert.equal(new Set(server.posts.map(({ id }) => id)).size, 1);
});

for (const [status, refusal] of [
  [409, 'conflict'],
  [422, 'invalid'],
] as const) {
  test(`a ${status} is shown and not tried again`, limits, async (context) => {
    const server = await startStub(context);
    const page = openPage(context, server);
    await page.until(isOpen);
    server.refuseNextPost(status);
    page.actions.send('Hello');
    await page.until(({ outgoing }) => outgoing[0]?.refusal === refusal);
    page.actions.send('Next');
    await page.until(({ messages }) => messages.length === 1);
    assert.equal(server.posts.length, 2);
    page.actions.withdraw(page.state().outgoing[0]?.id ?? '');
    assert.deepEqual(page.texts(), ['Next']);
  });
}

test(
  'what was written while the server was away outlives the page and is sent once',
  limits,
  async (context) => {
    const server = await startStub(context);
    const first = openPage(context, server);
    await first.until(isOpen);
    await server.goDown();
    first.actions.send('one');
    first.actions.send('two');
    await first.until(({ outgoing }) => outgoing[0]?.progress === 'waiting');
    first.close();
    await server.comeUp();
    const second = openPage(context, server, first.kept);
    await second.until(({ messages }) => messages.length === 2);
    assert.deepEqual(second.texts(), ['one', 'two']);
    assert.equal(server.messages.length, 2);
    assert.equal(server.sessionsOpened, 1);
  },
);

test('a lost session is replaced by one new one, whoever notices it', limits, async (context) => {
  const server = await startStub(context);
  const page = openPage(context, server);
  await page.until(isOpen);
  server.forgetSessions();
  page.actions.send('Hello');
  await page.until(({ messages }) => messages.length === 1);
  await server.streamsOpen(1);
  assert.equal(server.sessionsOpened, 2);
});

test('a connection that comes back asks only for what it missed', limits, async (context) => {
  const server = await startStub(context);
  server.say({ text: 'one' });
  const page = openPage(context, server);
  await page.until(isOpen);
  server.cutStreams();
  server.say({ text: 'two' });
  await page.until(({ messages }) => messages.length === 2);
  assert.deepEqual(server.connections, [undefined, '1']);
  assert.deepEqual(page.texts(), ['one', 'two']);
});

test('a message whose hint was lost is fetched', limits, async (context) => {
  const server = await startStub(context);
  const page = openPage(context, server);
  await page.until(isOpen);
  await server.streamsOpen(1);
  server.say({ text: 'one' }, 'lost');
  server.say({ text: 'two' });
  await page.until(({ messages }) => messages.length === 2);
  assert.deepEqual(page.texts(), ['one', 'two']);
});

test('earlier messages come page by page', limits, async (context) => {
  const server = await startStub(context);
  for (let seq = 1; seq <= 250; seq += 1) server.say({ text: String(seq) });
  const page = openPage(context, server);
  await page.until(isOpen);
  assert.equal(page.state().messages.length, 100);
  page.actions.loadEarlier();
  page.actions.loadEarlier();
  await page.until(({ messages }) => messages.length === 200);
  page.actions.loadEarlier();
  await page.until(({ messages }) => messages.length === 250);
  assert.ok(page.state().messages.every(({ seq }, index) => seq === index + 1));
});

test('no more may be written than the outbox holds', limits, async (context) => {
  const server = await startStub(context);
  const page = openPage(context, server);
  await page.until(isOpen);
  await server.goDown();
  for (let count = 1; count <= 20; count += 1) assert.equal(page.actions.send(`text ${count}`), true);
  assert.equal(page.actions.send('one too many'), false);
});
