import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

interface Console {
  readonly address: string;
  readonly email: string;
  readonly password: string;
  readonly folder: string;
  /** Of the demo shop's conversations, by what they show. */
  readonly conversations: { readonly approval: string; readonly handover: string };
}

/** The pictures of the operators' pages, by day and by night. */
export async function takeConsole(browser: Browser, shown: Console): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const viewport = { width: 1440, height: 900 };
    const page = await browser.newPage({ viewport, colorScheme, locale: 'en-GB' });
    await enter(page, shown);
    const take = (name: string) =>
      page.screenshot({ path: join(shown.folder, `console-${name}-${colorScheme}.png`) });
    const { approval, handover } = shown.conversations;

    await page.goto(`${shown.address}/console#/inbox/${approval}`);
    await page.locator('.approval').waitFor();
    await take('approval');

    // Down to the steps.
    await page.setViewportSize({ ...viewport, height: 1_500 });
    await page.getByRole('button', { name: 'What it did' }).click();
    // The newest turn waits for the decision; the one before was taken apart into a plan.
    await page.locator('.turn-head').nth(1).click();
    await page.locator('.plan-drawing').waitFor();
    await take('trace');
    await page.setViewportSize(viewport);

    await page.goto(`${shown.address}/console#/inbox/${handover}`);
    await page.locator('.brief').waitFor();
    await take('handover');

    await page.goto(`${shown.address}/console#/health`);
    await page.locator('.component').first().waitFor();
    await take('health');
    await page.close();
  }
}

async function enter(page: Page, { address, email, password }: Console): Promise<void> {
  await page.goto(`${address}/console`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Inbox/ }).waitFor();
}
