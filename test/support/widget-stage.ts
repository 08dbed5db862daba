import { after, afterEach } from 'node:test';
import type { BrowserContext, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { type HttpService, startHttpService } from '../http/support/http-service.ts';
import { launchBrowser } from './browser.ts';
import { buildConsole } from './built-console.ts';
import { openShop, type ShopSite } from './shop-site.ts';

/** What a test of the widget plays on: a real service, a shop that it lists, one that it does not, a browser. */
export interface WidgetStage {
  readonly service: HttpService;
  readonly address: string;
  readonly shop: ShopSite;
  readonly stranger: ShopSite;
  /** Opens a page as a visitor with nothing stored; more pages of theirs come from `page.context()`. */
  visit(url: string, options?: BrowserContextOptions): Promise<ShopVisit>;
}

export interface ShopVisit {
  readonly page: Page;
  readonly launcher: Locator;
  /** The inside of the frame. */
  readonly chat: FrameLocator;
  /** What the browser's console says, warnings and errors. */
  readonly said: string[];
}

/** Sets the stage for the tests of the calling file; it is cleared after them. */
export async function setWidgetStage(): Promise<WidgetStage> {
  const built = await buildConsole();
  let address = '';
  // Another host than Baton's, so that the frame is a third party to the browser.
  const shop = await openShop(() => address);
  const stranger = await openShop(() => address);
  const service = await startHttpService({
    consoleFolder: built.folder,
    publicUrls: () => [address],
    webOrigins: [shop.origin],
  });
  address = await service.listen();
  const browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  after(async () => {
    await browser.close();
    await Promise.all([shop.close(), stranger.close(), built.remove()]);
  });

  return {
    service,
    address,
    shop,
    stranger,
    async visit(url, options = {}) {
      const defaults = { locale: 'en-US', viewport: { width: 1100, height: 800 } };
      const context = await browser.newContext({ ...defaults, ...options });
      contexts.push(context);
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const said: string[] = [];
      page.on('console', (entry) => {
        if (entry.type() === 'error' || entry.type() === 'warning') said.push(entry.text());
      });
      page.on('pageerror', (error) => said.push(String(error)));
      await page.goto(url);
      return { ...partsOf(page), said };
    },
  };
}

/** The widget's parts in a page of a shop. */
export const partsOf = (page: Page) => ({
  page,
  launcher: page.locator('.launcher'),
  chat: page.frameLocator('.panel iframe'),
});

/** Opens the chat and says something; resolves to the conversation's id. */
export async function sayInWidget(stage: WidgetStage, visit: ShopVisit, text: string): Promise<string> {
  if ((await visit.launcher.getAttribute('aria-expanded')) !== 'true') await visit.launcher.click();
  await visit.chat.locator('#message').fill(text);
  await visit.chat.locator('#message').press('Enter');
  await visit.chat.locator('.is-message .text', { hasText: text }).waitFor();
  const row = await stage.service.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('text', '=', text)
    .executeTakeFirstOrThrow();
  return row.conversation_id;
}
