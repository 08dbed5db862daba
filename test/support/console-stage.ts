import { after, before } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type HttpService, publicUrl, startHttpService } from '../http/support/http-service.ts';
import { password, type TestOperator } from '../http/support/people.ts';
import { launchBrowser } from './browser.ts';
import { buildConsole } from './built-console.ts';

/** What a browser test of the console plays on: a real HTTP service and database, one browser for the file. */
export interface ConsoleStage {
  readonly service: HttpService;
  /** Opens the console and logs in. */
  enter(operator: TestOperator, options?: BrowserContextOptions): Promise<OpenedPage>;
  /** Opens a path as somebody who has nothing stored. */
  open(path: string, options?: BrowserContextOptions): Promise<OpenedPage>;
}

interface OpenedPage {
  readonly page: Page;
  /** What throws in the page and what its policy blocks. */
  readonly faults: string[];
  leave(): Promise<void>;
}

/** Sets the stage for the tests of the calling file. */
export async function setConsoleStage(): Promise<ConsoleStage> {
  const built = await buildConsole();
  let base = '';
  const service = await startHttpService({
    // Operators of the tests log in by injection first, from the usual origin.
    publicUrls: () => [publicUrl, ...(base === '' ? [] : [base])],
    consoleFolder: built.folder,
  });
  let browser: Browser | undefined;
  before(async () => {
    base = await service.listen();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await built.remove();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
    if (!browser) throw new Error('a page was opened outside a test');
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1400, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (entry) => {
      const isNetwork = entry.text().startsWith('Failed to load resource');
      if (entry.type() === 'error' && !isNetwork) faults.push(entry.text());
    });
    await page.goto(`${base}${path}`);
    return { page, faults, leave: () => context.close() };
  }

  return {
    service,
    open,
    async enter(operator, options = {}) {
      const entered = await open('/console', options);
      const { page } = entered;
      await page.getByLabel('E-mail').fill(operator.email);
      await page.getByLabel('Password').fill(password);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: /^Inbox/ }).waitFor();
      return entered;
    },
  };
}
