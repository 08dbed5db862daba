import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bubbleSaying, bubbles, setChatStage, write } from '../support/chat-stage.ts';

const stage = setChatStage();
const limits = { timeout: 60_000 };

test('a visitor writes, sees the answer being written, then the answer in its place', limits, async () => {
  const { server } = stage;
  const { page, faults } = await stage.visit();
  await page.getByText('Hello! How can we help you?').waitFor();
  await write(page, 'Where is my parcel?');
  await bubbleSaying(page, 'Where is my parcel?').waitFor();
  server.status('working');
  await page.locator('.bubble.is-working').waitFor();
  server.delta('t', 1, 0, 'It left ');
  server.delta('t', 1, 8, 'our warehouse');
  await bubbleSaying(page, 'It left our warehouse').waitFor();
  await page.locator('.is-draft .text').evaluate((text) => text.setAttribute('data-same', ''));
  server.say({
    turnId: 't',
    text: 'It left our warehouse **today**.',
    citations: [{ title: 'Delivery', passage: 'Two days.' }],
  });
  server.status('idle');
  await page.getByText('Sources').waitFor();
  assert.equal(
    await page.locator('.is-answer .text[data-same]').count(),
    1,
    'the draft was exchanged, not finished',
  );
  assert.deepEqual(await bubbles(page), ['Where is my parcel?', 'It left our warehouse today.']);
  assert.deepEqual(faults, []);
});

test('a reload in the middle of an answer shows it once', limits, async () => {
  const { server } = stage;
  const { page } = await stage.visit();
  await write(page, 'Hello');
  await bubbleSaying(page, 'Hello').waitFor();
  server.status('working');
  server.delta('t', 1, 0, 'Good ');
  await bubbleSaying(page, 'Good').waitFor();
  await page.reload();
  await bubbleSaying(page, 'Good').waitFor();
  server.delta('t', 1, 5, 'morning');
  await bubbleSaying(page, 'Good morning').waitFor();
  server.say({ turnId: 't', text: 'Good morning!' });
  await bubbleSaying(page, 'Good morning!').waitFor();
  assert.deepEqual(await bubbles(page), ['Hello', 'Good morning!']);
  assert.equal(server.sessionsOpened, 1);
});

test('a server that goes away and comes back loses and doubles nothing', limits, async () => {
  const { server } = stage;
  const { page, faults } = await stage.visit();
  server.status('working');
  server.delta('t', 1, 0, 'First try');
  await bubbleSaying(page, 'First try').waitFor();
  await server.goDown();
  await page.getByText('Reconnecting').waitFor();
  await write(page, 'Are you there?');
  await page.getByText('Not sent yet').waitFor();
  await page.goto('about:blank');
  server.delta('t', 2, 0, 'Second');
  await server.comeUp();
  await page.goto(server.url);
  await bubbleSaying(page, 'Are you there?').waitFor();
  await bubbleSaying(page, 'Second').waitFor();
  await server.streamsOpen(1);
  server.say({ turnId: 't', text: 'Second try' });
  await bubbleSaying(page, 'Second try').waitFor();
  await page.locator('.is-waiting, .is-sending').waitFor({ state: 'detached' });
  assert.deepEqual((await bubbles(page)).sort(), ['Are you there?', 'Second try']);
  assert.equal(server.messages.length, 2);
  assert.deepEqual(faults, []);
});

test('a page left open over a restart finds its way back by itself', limits, async () => {
  const { server } = stage;
  const { page } = await stage.visit();
  server.say({ text: 'Before' });
  await bubbleSaying(page, 'Before').waitFor();
  await server.goDown();
  await write(page, 'In between');
  server.say({ text: 'Meanwhile' });
  await server.comeUp();
  await bubbleSaying(page, 'Meanwhile').waitFor();
  await page.locator('.is-message').waitFor();
  assert.deepEqual((await bubbles(page)).sort(), ['Before', 'In between', 'Meanwhile']);
  assert.equal(server.connections.at(-1), '1');
});

test('offline is said quietly, and what is written then goes out afterwards', limits, async () => {
  const { server } = stage;
  const { page } = await stage.visit();
  await page.getByText('Hello! How can we help you?').waitFor(); // all that the stream had to say is here
  await page.context().setOffline(true);
  await page.getByText('You are offline').waitFor();
  await write(page, 'From the tunnel');
  await page.getByText('Not sent yet').waitFor();
  await page.context().setOffline(false);
  await page.locator('.is-message', { hasText: 'From the tunnel' }).waitFor();
  await page.getByText('You are offline').waitFor({ state: 'detached' });
  assert.equal(server.messages.length, 1);
});

test('two tabs are one visitor and send a message once', limits, async () => {
  const { server } = stage;
  const { page } = await stage.visit();
  server.refuseNextPost(429, { 'retry-after': '2' });
  await write(page, 'Hello');
  await page.getByText('Not sent yet').waitFor();
  const second = await page.context().newPage();
  await second.goto(server.url);
  await second.locator('.is-message', { hasText: 'Hello' }).waitFor();
  await page.locator('.is-message', { hasText: 'Hello' }).waitFor();
  await page.locator('.is-waiting').waitFor({ state: 'detached' });
  assert.deepEqual(await bubbles(second), ['Hello']);
  assert.equal(server.messages.length, 1);
  assert.equal(server.sessionsOpened, 1);
});

test('finished messages are read out once, drafts and own words not', limits, async () => {
  const { server } = stage;
  server.say({ text: 'From before' });
  const { page } = await stage.visit();
  await bubbleSaying(page, 'From before').waitFor();
  await page.evaluate(recordAnnouncements);
  await write(page, 'Hi');
  await bubbleSaying(page, 'Hi').waitFor();
  server.status('working');
  for (let at = 0; at < 20; at += 1) server.delta('t', 1, at, 'x');
  await bubbleSaying(page, 'xxxxx').waitFor();
  server.say({ turnId: 't', text: 'Done' });
  await bubbleSaying(page, 'Done').waitFor();
  server.cutStreams();
  await server.streamsOpen(1);
  server.say({ from: 'operator', kind: 'message', text: 'Jo here' });
  await bubbleSaying(page, 'Jo here').waitFor();
  const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  assert.deepEqual(heard, ['Assistant: Done', 'Support team: Jo here']);
});

test('a message written while an answer comes is worked on visibly afterwards', limits, async () => {
  const { server } = stage;
  const { page } = await stage.visit();
  await write(page, 'One');
  server.status('working');
  server.delta('t1', 1, 0, 'First');
  await bubbleSaying(page, 'First').waitFor();
  await write(page, 'Two');
  await bubbleSaying(page, 'Two').waitFor();
  server.say({ turnId: 't1', text: 'First answer' }); // and the status stays as it is
  await bubbleSaying(page, 'First answer').waitFor();
  await page.locator('.bubble.is-working').waitFor();
  server.say({ turnId: 't2', text: 'Second answer' });
  server.status('idle');
  await bubbleSaying(page, 'Second answer').waitFor();
  await page.locator('.bubble.is-working').waitFor({ state: 'detached' });
  assert.deepEqual(await bubbles(page), ['One', 'Two', 'First answer', 'Second answer']);
});

test('nothing that a model writes becomes markup or leads off the web', limits, async () => {
  const { server } = stage;
  const { page, faults } = await stage.visit();
  const hostile = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://evil.example/x)';
  server.say({ text: hostile, citations: [{ title: 'T', url: 'javascript:alert(1)', passage: '<i>p</i>' }] });
  await bubbleSaying(page, '<img src=x').waitFor();
  assert.equal(await page.locator('.bubble img, .bubble i').count(), 0);
  const links = await page
    .locator('.bubble a')
    .evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.getAttribute('rel')]));
  assert.deepEqual(links, [['https://evil.example/x', 'noopener noreferrer nofollow']]);
  assert.deepEqual(faults, []);
});

test('who reads above is left there; who is at the end stays at the end', limits, async () => {
  const { server } = stage;
  for (let count = 1; count <= 150; count += 1) server.say({ text: `Line ${count}` });
  const { page } = await stage.visit();
  await bubbleSaying(page, 'Line 150').waitFor();
  const belowPx = () =>
    page.locator('.scroller').evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  assert.ok((await belowPx()) < 5);
  server.say({ text: 'Newest' });
  await bubbleSaying(page, 'Newest').waitFor();
  assert.ok((await belowPx()) < 5);
  await page.locator('.scroller').evaluate((box) => box.scrollTo(0, 0));
  await bubbleSaying(page, /^Line 1$/.source.slice(1, -1))
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Jump to the latest message' }).waitFor();
  const seenTop = await bubbleSaying(page, 'Line 51').boundingBox();
  assert.ok(seenTop && seenTop.y > 0 && seenTop.y < 768, 'earlier messages pushed the place away');
  server.say({ text: 'Even newer' });
  await bubbleSaying(page, 'Even newer').waitFor();
  assert.ok((await belowPx()) > 500);
  await page.getByRole('button', { name: 'Jump to the latest message' }).click();
  assert.ok((await belowPx()) < 5);
});

/** Runs in the page: notes every text that the live region is given. */
function recordAnnouncements(): void {
  const heard: string[] = [];
  Object.assign(globalThis, { heard });
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) heard.push(node.textContent ?? '');
  }).observe(document.querySelector('.announcer') as Element, { childList: true, subtree: true });
}
