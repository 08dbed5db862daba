import assert from 'node:assert/strict';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { openDatabase } from '../../src/database/open-database.ts';
import { launchBrowser } from '../support/browser.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { tempDir } from '../support/temp-dir.ts';
import { startApart } from './support/apart.ts';
import { admin, openConsole } from './support/console.ts';
import { signalByCli } from './support/signal-by-cli.ts';

const patient = { timeout: 30_000 };
/** How soon the operator's page has to know of what waits. */
const prompt = { timeout: 2_000 };

test('refunds above the limit, by their customers and an operator, each in a browser', async (t) => {
  const undo = cleanupOf(t);
  const env = { ...admin, ASSISTANTS: await twoShops() };
  const { http, worker, databaseUrl, temporalAddress } = await startApart(env, undo);
  const browser = await launchBrowser();
  undo(() => browser.close());
  const db = openDatabase(databaseUrl);
  undo(() => db.destroy());
  const operator = await logIn(browser, http.http);
  const console = await openConsole(http.http);

  const card = (order: string) =>
    operator.getByRole('region', { name: /refund order/ }).filter({ hasText: order });
  const changeTo = async (order: string, cents: string) => {
    await card(order).getByRole('button', { name: 'Change it' }).click();
    await card(order).getByLabel('amount cents').fill(cents);
    await card(order).getByRole('button', { name: 'Approve as changed' }).click();
    await card(order).waitFor({ state: 'detached', ...patient });
  };
  const newest = async () => {
    const {
      items: [conversation],
    } = await console.get('/v1/conversations');
    return conversation.id as string;
  };
  const turnsOf = (id: string) => console.all(`/v1/conversations/${id}/turns`);
  const refundsOf = async (id: string) => {
    const turns = (await turnsOf(id)).toReversed();
    const traced = await Promise.all(
      turns.map((turn) => console.get(`/v1/conversations/${id}/turns/${turn.id}`)),
    );
    return traced
      .flatMap(({ steps }) => steps)
      .filter(({ kind, component }) => kind === 'tool' && component === 'refund_order');
  };
  const auditOf = async (act: string) =>
    (await console.get('/v1/audit')).items.filter((entry: { act: string }) => entry.act === act);

  await t.test('one is changed and approved in the console: paid once, told, audited, traced', async () => {
    const customer = await openPage(browser, `${http.http}/`);
    await write(customer, 'Please refund 100 euros of order A-1004');
    await bubble(customer, /colleague/).waitFor(patient);
    await card('A-1004').waitFor(prompt);

    await write(customer, 'And where is my order A-1001?');
    await bubble(customer, /A-1001/)
      .last()
      .waitFor(patient);
    assert.equal(await card('A-1004').count(), 1, 'it still waits');
    await changeTo('A-1004', '6000');
    await bubble(customer, /60[.,]00/).waitFor(patient);

    const id = await newest();
    const runs = await refundsOf(id);
    assert.deepEqual(
      runs.map(({ outcome, attempts, detail }) => [outcome, attempts, detail.args.amountCents]),
      [['done', 1, 6_000]],
    );
    const turns = await turnsOf(id);
    assert.ok(turns.some(({ trigger, outcome }) => trigger === 'decision' && outcome === 'answered'));
    const asked = turns.find(({ messageSeqs }) => messageSeqs.includes(1));
    const traced = await console.get(`/v1/conversations/${id}/turns/${asked.id}`);
    const [model] = traced.steps.filter(({ kind }: { kind: string }) => kind === 'model');
    assert.match(JSON.stringify(model.detail.prompt), /refund 100 euros of order A-1004/);
    assert.ok(model.detail.answer.calls.some(({ name }: { name: string }) => name === 'refund_order'));
    const [decision] = await auditOf('decide_approval');
    assert.equal(decision.actorEmail, admin.ADMIN_EMAIL);
    assert.deepEqual(
      [decision.detail.before.amountCents, decision.detail.after.amountCents],
      [10_000, 6_000],
    );
    await seeTrace(operator);
    await operator.getByRole('link', { name: /^Decisions/ }).click();
  });

  await t.test(
    'two wait at once, over the death of the worker, and are decided in the other order',
    async () => {
      const customer = await openPage(browser, `${http.http}/`);
      await write(customer, 'Please refund 55 euros of order A-1001');
      await bubble(customer, /colleague/).waitFor(patient);
      await card('A-1001').waitFor(prompt);
      await write(customer, 'Please refund 100 euros of order A-1002');
      await bubble(customer, /colleague/)
        .nth(1)
        .waitFor(patient);
      await card('A-1002').waitFor(prompt);
      const id = await newest();
      await worker.kill9Group();
      await worker.startAgain();

      // The one asked for last, by Temporal's own tool; its card goes by itself.
      const { items } = await console.get('/v1/approvals?state=pending');
      const second = items.find(({ args }: { args: { orderId: string } }) => args.orderId === 'A-1002');
      await signalByCli(temporalAddress, id, 'decideApproval', {
        ...{ approvalId: second.id, version: second.version, decision: 'approve' },
        ...{ args: { orderId: 'A-1002', amountCents: 7_000 }, by: console.operatorId },
      });
      await bubble(customer, /70[.,]00/).waitFor(patient);
      await card('A-1002').waitFor({ state: 'detached', ...patient });
      assert.equal(await card('A-1001').count(), 1, 'the other one still waits');
      await changeTo('A-1001', '5200');
      await bubble(customer, /52[.,]00/).waitFor(patient);

      assert.deepEqual(
        (await refundsOf(id)).map(({ outcome, detail }) => [
          outcome,
          detail.args.orderId,
          detail.args.amountCents,
        ]),
        [
          ['done', 'A-1002', 7_000],
          ['done', 'A-1001', 5_200],
        ],
      );
      const decisions = (await auditOf('decide_approval')).toReversed().slice(1);
      assert.deepEqual(
        decisions.map(({ actorEmail, detail }: Decided) => [actorEmail, detail.after.amountCents]),
        [
          [admin.ADMIN_EMAIL, 7_000],
          [admin.ADMIN_EMAIL, 5_200],
        ],
      );
      const messages = await console.all(`/v1/conversations/${id}/messages`);
      assert.deepEqual(messages.map(({ disposition }) => disposition).filter(Boolean), [
        'answered',
        'answered',
      ]);
    },
  );

  await t.test(
    'one that nobody decides ends as its policy says: nothing is paid, and the customer hears',
    async () => {
      const customer = await openPage(browser, `${http.http}/?assistant=hasty`);
      await write(customer, 'Please refund 80 euros of order A-1005');
      await bubble(customer, /colleague/).waitFor(patient);
      await card('A-1005').waitFor(prompt);
      await bubble(customer, /wasn't agreed to/).waitFor(patient);
      await card('A-1005').waitFor({ state: 'detached', ...patient });

      const id = await newest();
      assert.deepEqual(await refundsOf(id), []);
      const turn = (await turnsOf(id)).find(({ trigger }) => trigger === 'expiry');
      assert.equal(turn?.outcome, 'answered');
      const [expiry] = await auditOf('expire_approval');
      assert.equal(expiry?.actor, 'baton');
    },
  );

  await t.test('so that in the end just what was allowed was paid', async () => {
    const { rows } = await sql`
      select order_id, amount_cents from shop.refunds order by order_id`.execute(db);
    assert.deepEqual(rows, [
      { order_id: 'A-1001', amount_cents: 5_200 },
      { order_id: 'A-1002', amount_cents: 7_000 },
      { order_id: 'A-1004', amount_cents: 6_000 },
    ]);
  });
});

interface Decided {
  readonly actorEmail: string;
  readonly detail: { readonly after: { readonly amountCents: number } };
}

/** The demo shop, and beside it one in whose name nobody waits for long. */
async function twoShops(): Promise<string> {
  const folder = await tempDir();
  const root = join(import.meta.dirname, '../..');
  const shop = join(root, 'assistants/shop');
  // What the copy imports is found from where it lies.
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await symlink(shop, join(folder, 'shop'));
  await cp(shop, join(folder, 'hasty'), { recursive: true });
  await change(join(folder, 'hasty/assistant.ts'), "id: 'shop'", "id: 'hasty'");
  await change(
    join(folder, 'hasty/tools/refund-order.ts'),
    "onExpiry: 'reject'",
    "onExpiry: 'reject', expiresMs: 5_000",
  );
  return folder;
}

async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), `${file} has ${from}`);
  await writeFile(file, text.replace(from, to));
}

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
