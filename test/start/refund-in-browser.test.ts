import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startBaton } from '../support/baton-process.ts';
import { launchBrowser } from '../support/browser.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { admin, openConsole } from './support/console.ts';

const patient = { timeout: 30_000 };

test('a refund above the limit, by its customer and an operator, each in a browser', async (t) => {
  const undo = cleanupOf(t);
  const baton = await startBaton(admin);
  undo(() => baton.stop());
  const browser = await launchBrowser();
  undo(() => browser.close());
  const operator = await logIn(browser, baton.http);
  const customer = await openPage(browser, `${baton.http}/`);

  await write(customer, 'Please refund 100 euros of order A-1004');
  await bubble(customer, /colleague/).waitFor(patient);
  const card = operator.getByRole('region', { name: /refund order/ });
  // The operator's page has to know within two seconds of the customer.
  await card.waitFor({ timeout: 2_000 });

  await write(customer, 'And where is my order A-1001?');
  await bubble(customer, /A-1001/)
    .last()
    .waitFor(patient);
  assert.equal(await card.count(), 1, 'it still waits');

  await card.getByRole('button', { name: 'Change it' }).click();
  await card.getByLabel('amount cents').fill('6000');
  await card.getByRole('button', { name: 'Approve as changed' }).click();
  await card.waitFor({ state: 'detached', ...patient });
  await bubble(customer, /60[.,]00/).waitFor(patient);

  const console = await openConsole(baton.http);
  const {
    items: [conversation],
  } = await console.get('/v1/conversations');
  const turns = await console.all(`/v1/conversations/${conversation.id}/turns`);
  const runs = turns.flatMap(({ steps }) => steps).filter(isRefund);
  assert.deepEqual(
    runs.map(({ outcome, attempts }) => [outcome, attempts]),
    [['done', 1]],
  );
  assert.ok(turns.some(({ trigger, outcome }) => trigger === 'decision' && outcome === 'answered'));
  const asked = turns.find(({ messageSeqs }) => messageSeqs.includes(1));
  const traced = await console.get(`/v1/conversations/${conversation.id}/turns/${asked.id}`);
  const [model] = traced.steps.filter(({ kind }: { kind: string }) => kind === 'model');
  assert.match(JSON.stringify(model.detail.prompt), /refund 100 euros of order A-1004/);
  assert.ok(model.detail.answer.calls.some(({ name }: { name: string }) => name === 'refund_order'));
  const { items: acts } = await console.get('/v1/audit');
  const decision = acts.find(({ act }: { act: string }) => act === 'decide_approval');
  assert.equal(decision?.actorEmail, admin.ADMIN_EMAIL);
  await seeTrace(operator);
});

const isRefund = (step: { kind: string; component: string }) =>
  step.kind === 'tool' && step.component === 'refund_order';

/** The operator follows from the answer to what was done for it. */
async function seeTrace(operator: Page): Promise<void> {
  await operator.getByRole('link', { name: /^Inbox/ }).click();
  await operator.locator('.row').first().click();
  const answer = operator.locator('.utterance', { hasText: /60[.,]00/ });
  await answer.getByRole('button', { name: 'Why this?' }).click();
  await operator.locator('.step', { hasText: 'refund order' }).first().waitFor(patient);
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1300, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function logIn(browser: Browser, address: string): Promise<Page> {
  const page = await openPage(browser, `${address}/console#/approvals`);
  await page.getByLabel('E-mail').fill(admin.ADMIN_EMAIL);
  await page.getByLabel('Password').fill(admin.ADMIN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('Nothing waits for a decision.').waitFor(patient);
  return page;
}

const bubble = (page: Page, text: RegExp) => page.locator('.from-assistant .text', { hasText: text });

async function write(page: Page, text: string): Promise<void> {
  await eventually(async () => ((await page.getByLabel('Your message').count()) > 0 ? true : undefined));
  await page.getByLabel('Your message').fill(text);
  await page.keyboard.press('Enter');
}
