import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { project } from '../../src/database/conversation-row.ts';
import { createSteps } from '../../src/database/steps.ts';
import { askApproval } from '../http/support/ask-approval.ts';
import { employ, say, type Visitor, visit } from '../http/support/people.ts';
import { createTestEngine } from '../http/support/test-engine.ts';
import { setConsoleStage } from '../support/console-stage.ts';
import { longestTaskMs, watchLongTasks } from '../support/long-tasks.ts';
import { runAxe } from '../support/run-axe.ts';
import { plannedSteps } from './support/planned-steps.ts';

const limits = { timeout: 120_000 };
const stage = await setConsoleStage();
const { service } = stage;
const admin = await employ(service, 'admin');
const component = {
  ...{ id: 'shop/tool/find_order', assistant: 'shop', kind: 'tool', name: 'find_order', version: '1' },
  ...{ description: 'Finds an order', capabilities: ['find_order'], input: null, output: null },
  ...{ policy: { attempts: 3 }, dataClass: 'personal' },
} as const;
(service.deps.registry.components as (typeof component)[]).push(component);
let visitor: Visitor;

before(async () => {
  visitor = await visit(service);
  await fillHouse();
  await say(service, visitor, 'Where is my order, and may I have my money back?');
  const { turnId } = await createTestEngine(service, visitor.conversationId).open();
  const { conversationId } = visitor;
  for (const step of plannedSteps({ conversationId, turnId })) await createSteps(service.db).record(step);
  const note = { conversationId, id: randomUUID(), text: 'They have called before.', by: admin.id };
  await service.rows.notes.add(note);
  await service.db.updateTable('turns').set({ number: 50 }).where('id', '=', turnId).execute();
  await askApproval(service, conversationId);
  await service.db.transaction().execute((tx) => project(tx, conversationId));
});

/** 10,000 conversations, and 1,000 messages in the visitor's own. */
async function fillHouse(): Promise<void> {
  const { db } = service;
  await sql`
    with made as (
      insert into customers (id, name)
      select gen_random_uuid(), 'Customer ' || n from generate_series(1, 10000) n
      returning id)
    insert into conversations (id, customer_id, assistant, last_seq)
    select gen_random_uuid(), id, 'shop', 1 from made`.execute(db);
  await sql`
    insert into messages (conversation_id, seq, id, sender, kind, channel, text, disposition, at)
    select ${visitor.conversationId}::uuid, n, ${randomUUID()} || n, 'customer', 'message', 'web',
           'Message ' || n || repeat(' and so on', 20), 'answered', now() - interval '1 day'
    from generate_series(1, 1000) n`.execute(db);
  await db
    .updateTable('conversations')
    .set({ last_seq: 1_000, last_customer_seq: 1_000, claimed_seq: 1_000 })
    .where('id', '=', visitor.conversationId)
    .execute();
}

const looks = [
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { colorScheme: 'light', viewport: { width: 1400, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1400, height: 900 } },
] as const;

for (const look of looks) {
  const { colorScheme, viewport } = look;
  test(`axe finds nothing serious, ${colorScheme}, ${viewport.width} wide`, limits, async () => {
    const { page, leave } = await stage.enter(admin, { ...look, bypassCSP: true });
    assert.deepEqual(await runAxe(page), [], 'the inbox');
    await openConversation(page);
    assert.deepEqual(await runAxe(page), [], 'a conversation');
    await page.getByRole('button', { name: 'What it did' }).click();
    await page.locator('.plan-drawing').waitFor();
    await page.locator('.step').first().click();
    await page.locator('.detail').waitFor();
    assert.deepEqual(await runAxe(page), [], 'the trace');
    await page.getByRole('link', { name: /^Decisions/ }).click();
    await page.locator('.approval').first().waitFor();
    await page.getByRole('button', { name: 'Change it' }).click();
    assert.deepEqual(await runAxe(page), [], 'the decisions');
    for (const name of ['Health', 'Team', 'Audit']) {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.locator('main li').first().waitFor();
      if (name === 'Health')
        await page
          .getByRole('button', { name: /^Pause/ })
          .first()
          .click();
      assert.deepEqual(await runAxe(page), [], name);
    }
    await leave();
  });
}

for (const viewport of [
  { width: 360, height: 640 },
  { width: 700, height: 450 },
]) {
  test(`nothing sticks out sideways at ${viewport.width} px`, limits, async () => {
    const { page, leave } = await stage.enter(admin, { viewport });
    const overflowPx = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok((await overflowPx()) <= 0, 'the inbox');
    await openConversation(page);
    assert.ok((await overflowPx()) <= 0, 'a conversation');
    await page.getByRole('button', { name: 'What it did' }).click();
    await page.locator('.plan-drawing').waitFor();
    assert.ok((await overflowPx()) <= 0, 'the trace');
    for (const name of ['Decisions', 'Health', 'Team', 'Audit']) {
      await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.locator('main li, .approval').first().waitFor();
      assert.ok((await overflowPx()) <= 0, name);
    }
    await leave();
  });
}

test('no task takes over 200 ms with 10,000 conversations and 1,000 messages in one', limits, async () => {
  const tries: number[] = [];
  // A busy machine makes tasks longer, never shorter: one quick pass shows what the page itself takes.
  for (let left = 3; left > 0 && !tries.some((ms) => ms <= 200); left -= 1) tries.push(await longestOnTour());
  assert.ok(
    tries.some((ms) => ms <= 200),
    `${tries} ms`,
  );
});

/** Through the list, what is new in it, a long transcript and a search; the longest task on the way, in ms. */
async function longestOnTour(): Promise<number> {
  const { page, leave } = await stage.enter(admin);
  await watchLongTasks(page);
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.locator('.row').nth(150).waitFor();
  for (const name of ['Unread', "Nobody's"]) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.locator('.row').first().waitFor();
  }
  await openConversation(page);
  for (let pages = 2; pages <= 10; pages += 1) {
    await page.getByRole('button', { name: 'Show earlier messages' }).click();
    await page
      .locator('.utterance')
      .nth(pages * 100 - 1)
      .waitFor();
  }
  await page.getByLabel('Search by name').fill('Customer 77');
  await page.locator('.row-name', { hasText: 'Customer 77' }).first().waitFor();
  const longestMs = await longestTaskMs(page);
  await leave();
  return longestMs;
}

async function openConversation(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/console#/inbox/${visitor.conversationId}`);
  await page.locator('.utterance').first().waitFor();
}
