import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { sayInWidget, setWidgetStage } from '../support/widget-stage.ts';

const stage = await setWidgetStage();
const { shop } = stage;
const limits = { timeout: 60_000 };
const size = { width: 390, height: 780 };
const phone = { viewport: size, hasTouch: true, isMobile: true, reducedMotion: 'reduce' } as const;

test('by keyboard alone: into the chat, through it, and back to where one was', limits, async () => {
  const { page, chat, launcher } = await stage.visit(shop.page());
  await launcher.waitFor();
  await tabTo(page, '.launcher');
  await page.keyboard.press('Enter');
  await focusIn(page, '#message');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await chat.locator('.is-message', { hasText: 'By keyboard' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open the chat' }).waitFor();
  assert.equal(await focused(page), 'launcher');
  await page.keyboard.press('Space');
  await focusIn(page, '#message');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await focusIn(page, '.closer');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Open the chat' }).waitFor();
  assert.equal(await focused(page), 'launcher');
});

test('Esc that ends a word in an input method closes nothing', limits, async () => {
  const { page, chat, launcher } = await stage.visit(shop.page());
  await launcher.click();
  await chat
    .locator('#message')
    .dispatchEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true });
  await chat.locator('#message').fill('still here');
  assert.equal(await launcher.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open the chat' }).waitFor();
});

test('the shop opens and closes it, also before it is there, and the focus goes back', limits, async () => {
  const { page, chat } = await stage.visit(shop.page({ attributes: 'data-off' }));
  await page.evaluate(() => {
    const buy = document.querySelector<HTMLElement>('.buy');
    buy?.focus();
    (globalThis as unknown as BatonPage).Baton.open();
  });
  await chat.locator('#message').waitFor();
  await focusIn(page, '#message');
  await page.evaluate(() => (globalThis as unknown as BatonPage).Baton.close());
  await page.getByRole('button', { name: 'Open the chat' }).waitFor();
  assert.equal(await focused(page), 'buy');
});

test(
  'on a phone it fills the screen, nothing behind it is reached, and the way back is there',
  limits,
  async () => {
    const { page, chat, launcher } = await stage.visit(shop.page(), phone);
    await launcher.tap();
    await chat.getByText('Hello! How can we help you?').waitFor();
    await focusIn(page, '.title'); // no keyboard that covers what was said
    assert.deepEqual(await page.locator('.panel').boundingBox(), { x: 0, y: 0, width: 390, height: 780 });
    assert.equal(await page.evaluate(() => document.documentElement.style.overflow), 'hidden');
    const fontSize = await chat.locator('#message').evaluate((field) => getComputedStyle(field).fontSize);
    assert.ok(Number.parseFloat(fontSize) >= 16, 'a smaller one makes phones zoom in');
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('Tab');
    assert.notEqual(await focused(page), 'buy');
    await chat.getByRole('button', { name: 'Close the chat' }).tap();
    await page.getByRole('button', { name: 'Open the chat' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.style.overflow), '');
  },
);

test('a phone’s next page does not begin with the chat over it', limits, async () => {
  const visit = await stage.visit(shop.page(), phone);
  await sayInWidget(stage, visit, 'On the phone');
  await visit.page.reload();
  await visit.page.getByRole('button', { name: 'Open the chat' }).waitFor();
});

test('a window that becomes small takes the chat along', limits, async () => {
  const { page, chat, launcher } = await stage.visit(shop.page());
  await launcher.click();
  await chat.locator('#message').fill('half a sentence');
  await page.setViewportSize({ width: 400, height: 700 });
  await page.waitForFunction(
    () => document.querySelector('div[lang]')?.shadowRoot?.querySelector('.panel')?.clientWidth === 400,
  );
  assert.equal(await chat.locator('#message').inputValue(), 'half a sentence');
  await page.setViewportSize({ width: 1100, height: 800 });
  assert.equal(await chat.locator('#message').inputValue(), 'half a sentence');
  assert.equal(await page.evaluate(() => document.documentElement.style.overflow), '');
});

for (const [attributes, locale, name] of [
  ['data-language="de"', 'en-US', 'Chat öffnen'],
  ['', 'fr-CH', 'Ouvrir le chat'],
  ['data-language="xx"', 'it-IT', 'Apri la chat'],
] as const) {
  test(`it speaks ${name} with ${attributes || 'no wish'} to ${locale}`, limits, async () => {
    const { page, chat } = await stage.visit(shop.page({ attributes }), { locale });
    await page.getByRole('button', { name }).click();
    const language = await chat.locator('html').getAttribute('lang');
    assert.equal(language, { 'Chat öffnen': 'de', 'Ouvrir le chat': 'fr', 'Apri la chat': 'it' }[name]);
    assert.equal(await page.locator('div[lang]').getAttribute('lang'), language);
  });
}

test('position, title, colour and scheme are the shop’s', limits, async () => {
  const attributes = 'data-position="left" data-title="Nordlicht" data-color="#ffd400" data-theme="dark"';
  const { page, chat, launcher } = await stage.visit(shop.page({ attributes }));
  await launcher.click();
  assert.equal(await chat.getByRole('heading').textContent(), 'Nordlicht');
  const box = await page.locator('.panel').boundingBox();
  assert.ok(box && box.x < 40);
  const ground = await chat.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  assert.equal(ground, 'rgb(17, 22, 21)');
  const colours = await launcher.evaluate((one) => [
    getComputedStyle(one).backgroundColor,
    getComputedStyle(one).color,
  ]);
  assert.deepEqual(colours, ['rgb(255, 212, 0)', 'rgb(0, 0, 0)']);
});

test('nothing moves for whoever asked for no motion', limits, async () => {
  const { page, launcher } = await stage.visit(shop.page(), { reducedMotion: 'reduce' });
  await launcher.click();
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
});

interface BatonPage {
  readonly Baton: { open(): void; close(): void };
}

/** Resolves when the focus is on that element inside the frame. */
async function focusIn(page: Page, selector: string): Promise<void> {
  await page.frameLocator('iframe').locator(`${selector}:focus`).waitFor();
}

/** The class of what has the focus, in the page or in the launcher's shadow. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return (activeElement?.shadowRoot?.activeElement ?? activeElement)?.className;
  });

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.locator(`${selector}:focus`).count()) return;
  }
  throw new Error(`${selector} is not reached by Tab`);
}
