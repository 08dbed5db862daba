import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSeconds, sign } from '../http/support/sign-identity.ts';
import { createTestEngine } from '../http/support/test-engine.ts';
import { type ShopVisit, sayInWidget, setWidgetStage } from '../support/widget-stage.ts';

const stage = await setWidgetStage();
const { shop, service } = stage;
const limits = { timeout: 60_000 };

test('who logs in keeps what they asked before, under their name', limits, async () => {
  const visit = await stage.visit(shop.page());
  const before = await sayInWidget(stage, visit, 'I am nobody yet');
  assert.equal(await identify(visit, await sign({ sub: 'ada', name: 'Ada' })), 'accepted');
  const after = await sayInWidget(stage, visit, 'I am Ada now');
  assert.equal(await customerOf(after), 'ada');
  assert.equal(before, after);
});

test('the same customer on another device meets the same conversation', limits, async () => {
  const first = await stage.visit(shop.page());
  await identify(first, await sign({ sub: 'bea' }));
  const conversationId = await sayInWidget(stage, first, 'From my desk');
  const second = await stage.visit(shop.page());
  await identify(second, await sign({ sub: 'bea' }));
  await second.launcher.click();
  await second.chat.locator('.is-message', { hasText: 'From my desk' }).waitFor();
  assert.equal(await sayInWidget(stage, second, 'From my phone'), conversationId);
});

test('another customer on the same browser sees nothing of the one before', limits, async () => {
  const visit = await stage.visit(shop.page());
  await identify(visit, await sign({ sub: 'cem' }));
  const first = await sayInWidget(stage, visit, 'Cem’s secret');
  assert.equal(await identify(visit, await sign({ sub: 'dana' })), 'accepted');
  await visit.chat.getByText('Hello! How can we help you?').waitFor();
  assert.equal(await visit.chat.getByText('Cem’s secret').count(), 0);
  const second = await sayInWidget(stage, visit, 'Dana’s question');
  assert.notEqual(second, first);
  assert.deepEqual(await Promise.all([first, second].map(customerOf)), ['cem', 'dana']);
});

test('what one customer could not send is never sent under another’s name', limits, async () => {
  const visit = await stage.visit(shop.page());
  await identify(visit, await sign({ sub: 'emil' }));
  await sayInWidget(stage, visit, 'Emil is here');
  await visit.page.context().route('**/v1/chat/messages', (route) => route.abort());
  await visit.chat.locator('#message').fill('Emil’s unsent words');
  await visit.chat.locator('#message').press('Enter');
  await visit.chat.getByText('Not sent yet').waitFor();
  await identify(visit, await sign({ sub: 'fay' }));
  await visit.page.context().unroute('**/v1/chat/messages');
  await sayInWidget(stage, visit, 'Fay is here');
  const sent = await service.db.selectFrom('messages').select('text').execute();
  assert.ok(!sent.some(({ text }) => text.includes('unsent')));
});

test('logging out leaves nothing in the browser, in no tab', limits, async () => {
  const visit = await stage.visit(shop.page());
  await identify(visit, await sign({ sub: 'gil' }));
  await sayInWidget(stage, visit, 'Gil’s words');
  const other = await visit.page.context().newPage();
  await other.goto(shop.page());
  await other.locator('.launcher').click();
  await other.frameLocator('iframe').getByText('Gil’s words').waitFor();
  await visit.page.bringToFront();
  await visit.page.evaluate(() => (globalThis as unknown as BatonPage).Baton.logout());
  for (const chat of [visit.chat, other.frameLocator('iframe')]) {
    await chat.getByText('Gil’s words').waitFor({ state: 'detached' });
  }
  await visit.page.reload();
  await visit.chat.getByText('Hello! How can we help you?').waitFor();
  assert.equal(await visit.chat.getByText('Gil’s words').count(), 0);
});

test('a bad identity is refused, and opens no session where nobody asked for a chat', limits, async () => {
  const visit = await stage.visit(shop.page());
  await visit.launcher.waitFor();
  const sessions = await countSessions();
  const wrong = [
    await sign({ sub: 'eve' }, { secret: 'not the secret that we share' }),
    await sign({ sub: 'eve', exp: inSeconds(-5) }),
    await sign({ sub: 'eve', exp: inSeconds(3_600) }),
    await sign({ sub: 'eve', aud: 'another' }),
    'no token',
  ];
  for (const token of wrong) assert.equal(await identify(visit, token), 'refused');
  assert.equal(await countSessions(), sessions);
  const conversationId = await sayInWidget(stage, visit, 'Then as nobody');
  assert.equal(await customerOf(conversationId), null);
});

test('no other window can speak for the shop, or for Baton', limits, async () => {
  const visit = await stage.visit(shop.page());
  const conversationId = await sayInWidget(stage, visit, 'Before the attack');
  const token = await sign({ sub: 'mallory' });
  // A frame of another origin in the same page: a neighbour, not the parent.
  await visit.page.evaluate(
    (src) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { src, name: 'neighbour' });
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    },
    stage.stranger.page({ attributes: 'data-off' }),
  );
  await visit.page.frame('neighbour')?.evaluate(() => {
    window.parent.postMessage({ baton: 'close' }, '*');
    window.parent.postMessage({ baton: 'unread', count: 7, label: 'forged' }, '*');
  });
  // The neighbour finds no way to the widget's window, so the words are put into its ear: from a window not the parent.
  const inside = visit.page.frames().find((frame) => frame.url().startsWith(`${stage.address}/widget`));
  assert.ok(inside);
  await inside.evaluate((identity) => {
    window.postMessage({ baton: 'identify', call: 1, identity }, '*');
    window.postMessage({ baton: 'logout', call: 2 }, '*');
  }, token);
  await visit.page.evaluate(() => window.postMessage({ baton: 'unread', count: 8, label: 'forged' }, '*'));
  const engine = createTestEngine(service, conversationId);
  await engine.answer(await engine.open(), 'Still your chat.');
  await visit.chat.locator('.is-answer', { hasText: 'Still your chat.' }).waitFor();
  assert.equal(await visit.launcher.getAttribute('aria-expanded'), 'true');
  assert.equal(await visit.page.locator('.badge').textContent(), '');
  assert.equal(await customerOf(conversationId), null);
});

interface BatonPage {
  readonly Baton: { identify(identity: string): Promise<void>; logout(): Promise<void> };
}

const identify = ({ page }: ShopVisit, token: string) =>
  page.evaluate(
    (identity) =>
      (globalThis as unknown as BatonPage).Baton.identify(identity).then(
        () => 'accepted',
        () => 'refused',
      ),
    token,
  );

/** The shop's id of the customer whose conversation it is; null for an anonymous one. */
async function customerOf(conversationId: string): Promise<string | null> {
  const row = await service.db
    .selectFrom('conversations')
    .innerJoin('customers', 'customers.id', 'conversations.customer_id')
    .select('customers.business_id')
    .where('conversations.id', '=', conversationId)
    .executeTakeFirstOrThrow();
  return row.business_id;
}

const countSessions = async () => {
  const rows = await service.db.selectFrom('chat_sessions').select('token_hash').execute();
  return rows.length;
};
