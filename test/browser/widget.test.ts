import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { createTestEngine } from '../http/support/test-engine.ts';
import { partsOf, sayInWidget, setWidgetStage } from '../support/widget-stage.ts';

const stage = await setWidgetStage();
const { shop, stranger, service } = stage;
const limits = { timeout: 60_000 };

test('on a listed shop’s page a visitor asks and is answered, sentence by sentence', limits, async () => {
  const visit = await stage.visit(shop.page());
  const { page, chat, said } = visit;
  await page.getByRole('button', { name: 'Open the chat' }).click();
  await chat.getByText('Hello! How can we help you?').waitFor();
  const conversationId = await sayInWidget(stage, visit, 'Where is my parcel, please?');
  const engine = createTestEngine(service, conversationId);
  const draft = await engine.open();
  await engine.release(draft, 0, 'It left today. ');
  await chat.locator('.is-draft', { hasText: 'It left today.' }).waitFor();
  await engine.answer(draft, 'It left today. It comes tomorrow.');
  await chat.locator('.is-answer', { hasText: 'It comes tomorrow.' }).waitFor();
  assert.deepEqual(said, []);
});

test('an unlisted site gets no frame, no launcher and one clear line', limits, async () => {
  const sessions = await countSessions();
  const { page, launcher, said } = await stage.visit(stranger.page());
  const line = await waitForLine(said, 'Baton: no chat on this page');
  assert.ok(line.includes(stranger.origin) && line.includes('WEB_ORIGINS'), line);
  assert.equal(await launcher.count(), 0);
  assert.equal(await page.locator('iframe').count(), 0);
  const refusal = await page.evaluate(() =>
    (globalThis as unknown as BatonPage).Baton.identify('a.b.c').catch(({ message }: Error) => message),
  );
  assert.match(String(refusal), /WEB_ORIGINS/);
  assert.equal(await countSessions(), sessions);
});

test('nobody may frame the chat page or the console’s, listed or not', limits, async () => {
  for (const site of [shop, stranger]) {
    const { page } = await stage.visit(site.page({ attributes: 'data-off' }));
    for (const path of ['/', '/docs/', '/setup']) {
      const url = await urlInFrame(page, `${stage.address}${path}`);
      assert.match(url, /^chrome-error:/, `${path} in ${site.origin}`);
    }
  }
  const { page } = await stage.visit(shop.page({ attributes: 'data-off' }));
  const widget = `${stage.address}/widget`;
  assert.equal(await urlInFrame(page, widget), widget, 'the probe can tell');
});

test('a listed shop inside an unlisted page gets nothing', limits, async () => {
  const { page, said } = await stage.visit(stranger.page({ attributes: 'data-off' }));
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, shop.page());
  await waitForLine(said, `Add ${shop.origin} to its WEB_ORIGINS`);
  const inner = page.frames().find((frame) => frame.url().startsWith(shop.origin));
  assert.ok(inner);
  assert.equal(await inner.locator('.buy').count(), 1);
  assert.equal(await inner.locator('.launcher').count(), 0);
});

test('the widget’s own address, opened by itself, is the chat page', limits, async () => {
  const { page } = await stage.visit(`${stage.address}/widget?assistant=bank`);
  await page.waitForURL(`${stage.address}/?assistant=bank`);
  await page.getByText('Hello! How can we help you?').waitFor();
});

test('whoever only looks at the shop opens no session', limits, async () => {
  const sessions = await countSessions();
  const { launcher } = await stage.visit(shop.page());
  await launcher.waitFor();
  assert.equal(await countSessions(), sessions);
});

test('a page with a strict policy needs no exception but the two', limits, async () => {
  const policy = `default-src 'none'; script-src ${stage.address}; frame-src ${stage.address}; require-trusted-types-for 'script'`;
  const { page, launcher, chat, said } = await stage.visit(shop.page({ policy }));
  await launcher.click();
  await chat.getByText('Hello! How can we help you?').waitFor();
  const box = await page.locator('iframe').boundingBox();
  assert.ok(box && box.width > 300 && box.height > 300, 'it is styled');
  assert.deepEqual(
    said.filter((line) => !line.includes('favicon')),
    [],
  );
});

test('a page whose own policy lets no frame in is told so', limits, async () => {
  const policy = `default-src 'none'; script-src ${stage.address}; frame-src 'none'`;
  const { launcher, said } = await stage.visit(shop.page({ policy }));
  assert.match(await waitForLine(said, 'Baton: no chat'), /frame-src/);
  assert.equal(await launcher.count(), 0);
});

test('without storage the chat works as long as the page lasts', limits, async () => {
  const visit = await stage.visit(shop.page({ attributes: 'data-off' }));
  const { page, chat } = visit;
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('storage is forbidden', 'SecurityError');
        },
      });
    }
  });
  await page.goto(shop.page());
  const conversationId = await sayInWidget(stage, visit, 'Hello without a memory');
  const engine = createTestEngine(service, conversationId);
  await engine.answer(await engine.open(), 'Heard you.');
  await chat.locator('.is-answer', { hasText: 'Heard you.' }).waitFor();
});

test('an answer that comes while it is closed is counted, until it is seen', limits, async () => {
  const visit = await stage.visit(shop.page());
  const { page, launcher, chat } = visit;
  const conversationId = await sayInWidget(stage, visit, 'I will look elsewhere meanwhile');
  await launcher.click();
  const engine = createTestEngine(service, conversationId);
  await engine.answer(await engine.open(), 'Here you are.');
  await page.getByRole('button', { name: 'Open the chat, 1 new message' }).waitFor();
  assert.equal(await page.locator('.badge').textContent(), '1');
  await page.reload(); // the next page of the shop
  await page.getByRole('button', { name: 'Open the chat, 1 new message' }).click();
  await chat.locator('.is-answer', { hasText: 'Here you are.' }).waitFor();
  await page.getByRole('button', { name: 'Close the chat' }).last().waitFor();
  assert.equal(await page.locator('.badge').textContent(), '');
  await launcher.click();
  await page.reload();
  await page.getByRole('button', { name: 'Open the chat', exact: true }).waitFor();
});

test('it stays open on the shop’s next page, without taking the focus', limits, async () => {
  const visit = await stage.visit(shop.page());
  await sayInWidget(stage, visit, 'Stay with me on every page');
  await visit.page.goto(shop.page());
  const { page, chat } = partsOf(visit.page);
  await chat.locator('.is-message', { hasText: 'Stay with me' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
  await page.locator('.launcher').click();
  await page.reload();
  await page.getByRole('button', { name: 'Open the chat' }).waitFor();
});

const countSessions = async () => {
  const { count } = await service.db
    .selectFrom('chat_sessions')
    .select((one) => one.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Resolves to the first line that holds the words. */
async function waitForLine(lines: readonly string[], words: string): Promise<string> {
  for (let round = 0; round < 200; round += 1) {
    const line = lines.find((one) => one.includes(words));
    if (line !== undefined) return line;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nobody said ${words}; what was said: ${lines.join('\n')}`);
}

interface BatonPage {
  readonly Baton: { identify(identity: string): Promise<void> };
}

/** What stands in a frame of that address: its own page, or the browser's word that it was refused. */
async function urlInFrame(page: Page, url: string): Promise<string> {
  await page.evaluate(async (src) => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    Object.assign(frame, { src, name: 'probe' });
    document.body.append(frame);
    await loaded;
  }, url);
  const shown = page.frame('probe')?.url() ?? '';
  await page.evaluate(() => document.querySelector('iframe[name=probe]')?.remove());
  return shown;
}
