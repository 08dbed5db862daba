import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { startBaton } from '../support/baton-process.ts';
import { launchBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { openShop } from '../support/shop-site.ts';
import { takeConsole } from './console.ts';
import { takeTemporalUi } from './temporal-ui.ts';

/*
 * Takes the docs' pictures of the chat, the widget, the console and the Temporal UI anew, of the demo shop as it starts:
 *
 *     node test/pictures/take.ts
 *
 * Nothing in them is staged but the questions.
 */

const images = join(import.meta.dirname, '../../docs/images');
const threeParts =
  'Where is my order A-1001, do you have the rain jacket in M, and how long can I return things?';

await mkdir(join(images, 'temporal-ui'), { recursive: true });
let address = '';
const shop = await openShop(() => address);
const admin = { email: 'jo@shop.example', password: 'a password for pictures' };
const baton = await startBaton({
  WEB_ORIGINS: shop.origin,
  ADMIN_EMAIL: admin.email,
  ADMIN_PASSWORD: admin.password,
});
address = baton.http;
const browser = await launchBrowser();
try {
  await untilItKnows(browser);
  const conversationId = await takeChat(browser);
  await takeWidget(browser);
  const others: string[] = [];
  for (const words of [
    ['do u ship to london', 'how much is it to austria?'],
    ['I want a person'],
    ['cancel A-1005'],
  ]) {
    const chat = await openChat(browser);
    others.push(chat.conversationId);
    await talk(chat.page, words);
  }
  await takeConsole(browser, {
    ...{ address, ...admin, folder: images },
    conversations: { approval: conversationId, handover: others[1] ?? '' },
  });
  await takeTemporalUi(browser, {
    ...{ temporalUi: baton.temporalUi, conversationId },
    folder: join(images, 'temporal-ui'),
  });
} finally {
  await browser.close();
  await shop.close();
  await baton.stop();
}

/** The help pages are read in the background: a picture without a source would not be true for long. */
async function untilItKnows(browser: Browser): Promise<void> {
  await eventually(async () => {
    const { page } = await openChat(browser);
    await talk(page, ['how long can I return things?']);
    return (await page.locator('.citations').count()) > 0 || undefined;
  }, 60_000);
}

async function openChat(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 960, height: 900 }, locale: 'en-GB' });
  const session = page.waitForResponse((response) => response.url().endsWith('/v1/chat/sessions'));
  await page.goto(address);
  const { conversationId } = (await (await session).json()) as { conversationId: string };
  return { page, conversationId };
}

/** Says one thing after the other, each when the one before has been dealt with. */
async function talk(inside: Page | FrameLocator, words: readonly string[]): Promise<void> {
  for (const text of words) {
    const told = await inside.locator('.is-answer, .is-note').count();
    await inside.locator('#message').fill(text);
    await inside.locator('#message').press('Enter');
    await inside.locator('.is-answer, .is-note').nth(told).waitFor();
  }
}

async function takeChat(browser: Browser): Promise<string> {
  const { page, conversationId } = await openChat(browser);
  await talk(page, [threeParts, 'Please refund 100 euros of order A-1004']);
  await page.screenshot({ path: join(images, 'chat.png') });
  return conversationId;
}

async function takeWidget(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 780 }, locale: 'en-GB' });
  await page.goto(shop.page());
  await page.locator('.launcher').click();
  const chat = page.frameLocator('.panel iframe');
  await talk(chat, ['what does a return cost?']);
  await page.screenshot({ path: join(images, 'widget.png') });
}
