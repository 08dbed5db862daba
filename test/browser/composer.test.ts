import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bubbleSaying, bubbles, setChatStage, write } from '../support/chat-stage.ts';

const stage = setChatStage();
const limits = { timeout: 60_000 };

test('by keyboard: new lines, sending, and the place to write kept', limits, async () => {
  const { page } = await stage.visit();
  const field = page.getByLabel('Your message');
  await field.focus();
  await page.keyboard.type('one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Enter');
  await bubbleSaying(page, 'one').waitFor();
  assert.deepEqual(await bubbles(page), ['one\ntwo']);
  assert.equal(await field.inputValue(), '');
  assert.ok(await field.evaluate((one) => one === document.activeElement));
});

test('Enter that chooses a word in an input method does not send', limits, async () => {
  const { server } = stage;
  const { page } = await stage.visit();
  const field = page.getByLabel('Your message');
  await field.fill('にほん');
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true });
  assert.equal(await field.inputValue(), 'にほん');
  assert.equal(server.posts.length, 0);
});

test('too long a text is counted, kept and not sent', limits, async () => {
  const { server } = stage;
  const { page } = await stage.visit();
  await page.getByLabel('Your message').fill('x'.repeat(7_990));
  await page.getByText('10 characters left').waitFor();
  await write(page, 'x'.repeat(8_003));
  await page.getByText('3 characters too many').waitFor();
  assert.equal((await page.getByLabel('Your message').inputValue()).length, 8_003);
  assert.equal(server.posts.length, 0);
});

test('a refused message can be written anew', limits, async () => {
  const { server } = stage;
  const { page } = await stage.visit();
  server.refuseNextPost(422);
  await write(page, 'Hello');
  await page.getByRole('button', { name: 'Edit' }).click();
  assert.equal(await page.getByLabel('Your message').inputValue(), 'Hello');
  assert.deepEqual(await bubbles(page), []);
});
