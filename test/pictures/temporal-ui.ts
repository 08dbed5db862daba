import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { workflowIdOf } from '../../src/domain/conversation.ts';

interface Shown {
  readonly temporalUi: string;
  /** The conversation that is looked into. */
  readonly conversationId: string;
  readonly folder: string;
}

/** The pictures that docs/operating.md answers three questions from: why, what for, how much. */
export async function takeTemporalUi(browser: Browser, { temporalUi, conversationId, folder }: Shown) {
  const page = await browser.newPage({ viewport: { width: 1420, height: 2600 } });
  const path = (name: string) => join(folder, `${name}.png`);
  const workflows = `${temporalUi}/namespaces/default/workflows`;

  await page.goto(workflows);
  await showColumns(page, ['BatonIntent', 'BatonStatus', 'BatonNeeds', 'BatonCostMicroUsd']);
  await page.getByLabel('Collapse saved views').click();
  await settled(page);
  await page.screenshot({ path: path('list'), clip: { x: 62, y: 60, width: 1358, height: 420 } });

  await page.goto(`${workflows}/${workflowIdOf(conversationId)}`);
  await page.waitForURL(/\/history$/);
  const run = page.url().replace(/\/history$/, '');
  await page.goto(`${run}/user-metadata`);
  await page.getByText('Current Details').waitFor();
  await settled(page);
  const { y } = await boxOf(page.getByText('Current Details'));
  await page.screenshot({ path: path('details'), clip: { x: 62, y: y - 60, width: 1358, height: 700 } });

  await page.goto(`${run}/history`);
  await page.getByRole('button', { name: 'Descending' }).click();
  await page.getByText('Compact', { exact: true }).click();
  const steps = page.locator('table').last();
  await steps.getByText('Make out what the customer wants').first().waitFor();
  await settled(page);
  await steps.screenshot({ path: path('steps') });

  await takeResult(
    page,
    steps.getByText('Make out what the customer wants').first(),
    '"intent"',
    path('why'),
  );
  await takeResult(page, steps.getByText('The model goes on').last(), '"spent"', path('cost'));
}

async function showColumns(page: Page, names: readonly string[]): Promise<void> {
  const button = (name: string, act: string) => page.getByTestId(`orderable-list-item-${name}-${act}-button`);
  await page.getByTestId('workflows-summary-table-configuration-button').click();
  for (const name of ['Run ID', 'Type', 'Start', 'End']) await button(name, 'remove').click();
  for (const name of names) await button(name, 'add').click();
  await page.reload();
  await page.getByTestId(`workflows-summary-table-header-cell-${names[0]}`).waitFor();
}

/** Opens a step, and shows of its data what begins with `word`. */
async function takeResult(page: Page, step: Locator, word: string, path: string): Promise<void> {
  await step.click();
  const line = page.getByText(word).first();
  await line.waitFor();
  await line.evaluate((element) => {
    let box: Element | null = element;
    while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
    if (box) box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - 60;
  });
  await settled(page);
  const { x } = await boxOf(page.locator('table').last());
  const [{ y: top }, { y }] = [await boxOf(step), await boxOf(line)];
  // The step's own line with it, unless they are far apart.
  const from = y - top < clipHeight ? top - 10 : y - clipHeight / 2;
  await page.screenshot({ path, clip: { x, y: from, width: 1290, height: clipHeight } });
  await step.click();
}

const clipHeight = 380;

async function boxOf(locator: Locator) {
  const box = await locator.first().boundingBox();
  if (!box) throw new Error('it is not shown');
  return box;
}

/** The UI fetches and moves for a moment, and says nowhere when it is done. */
const settled = (page: Page) => page.waitForTimeout(2_000);
