import { after, afterEach, before, beforeEach } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { buildConsole } from './built-console.ts';
import { StubChatServer } from './stub-chat-server.ts';

/** What a browser test of the chat plays on: a fresh server for each test, one browser for the file. */
export interface ChatStage {
  readonly server: StubChatServer;
  /**
   * Opens the chat as a visitor who has nothing stored. `faults` collects what throws in the page and what its
   * policy blocks.
   */
  visit(options?: BrowserContextOptions): Promise<{ page: Page; faults: string[] }>;
}

/** Sets the stage for the tests of the calling file. */
export function setChatStage(): ChatStage {
  let browser: Browser | undefined;
  let built: Awaited<ReturnType<typeof buildConsole>> | undefined;
  let server = new StubChatServer();
  const contexts: BrowserContext[] = [];

  before(async () => {
    built = await buildConsole();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await built?.remove();
  });
  beforeEach(async () => {
    server = new StubChatServer(built?.folder ?? null);
    await server.comeUp();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await server.goDown();
  });

  return {
    get server() {
      return server;
    },
    async visit(options = {}) {
      if (!browser) throw new Error('visit() was called outside a test');
      const defaults = { locale: 'en-US', viewport: { width: 1024, height: 768 } };
      const context = await browser.newContext({ ...defaults, ...options });
      contexts.push(context);
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const faults = collectFaults(page);
      await page.goto(server.url);
      await server.streamsOpen(1);
      return { page, faults };
    },
  };
}

/** The texts of all bubbles, top to bottom. */
export const bubbles = (page: Page) => page.locator('.bubble .text').allInnerTexts();

export const bubbleSaying = (page: Page, text: string) => page.locator('.bubble .text', { hasText: text });

/** Writes a message as a visitor does. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your message').fill(text);
  await page.keyboard.press('Enter');
}

function collectFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (entry) => {
    // A refused or failed request is what many tests are about.
    const isNetwork = entry.text().startsWith('Failed to load resource');
    if (entry.type() === 'error' && !isNetwork) faults.push(entry.text());
  });
  return faults;
}
