import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { createControl } from '../../src/database/control.ts';
import { createSteps } from '../../src/database/steps.ts';
import { createTurnPassages } from '../../src/database/turn-passages.ts';
import { askApproval } from '../http/support/ask-approval.ts';
import { employ, say, type Visitor, visit } from '../http/support/people.ts';
import { createTestEngine } from '../http/support/test-engine.ts';
import { setConsoleStage } from '../support/console-stage.ts';
import { eventually } from '../support/eventually.ts';
import { press, typeOver } from './support/by-keyboard.ts';
import { plannedSteps } from './support/planned-steps.ts';
import { canary, canarySteps, plantCanaries } from './support/plant-canaries.ts';

const limits = { timeout: 90_000 };
const stage = await setConsoleStage();
const { service } = stage;
const { db } = service;
const [viewer, operator, approver] = await Promise.all(
  (['viewer', 'operator', 'approver'] as const).map((role) => employ(service, role)),
);
assert(viewer && operator && approver);
const { assistant } = (await service.rows.conversations.get((await visit(service)).conversationId)) ?? {};
assert(assistant);
const tool = {
  ...{ id: `${assistant}/tool/find_order`, assistant, kind: 'tool', name: 'find_order', version: '1' },
  ...{ description: 'Finds an order', capabilities: [], input: null, output: null },
  ...{ policy: {}, dataClass: 'personal' },
} as const;
const { registry } = service.deps;
(registry.components as (typeof tool)[]).push(tool);
(registry.assistants as object[]).push({ id: assistant, name: 'Desk', version: '1', manifestHash: 'x' });

const rowOf = ({ conversationId }: Visitor) => `a.row[href*="${conversationId}"]`;
const rows = (page: Page) => page.locator('a.row');

test(
  'who waits for a person comes first, becomes mine by the keyboard, and is found under its address',
  limits,
  async () => {
    const visitor = await visit(service);
    const { conversationId } = visitor;
    await say(service, visitor, 'I want a person');
    const { page, faults, leave } = await stage.enter(operator);
    await page.locator(rowOf(visitor)).waitFor();
    // What comes later must not stay in front of who needs somebody.
    await say(service, await visit(service), 'only a question');
    const { fence, turnId } = await createTestEngine(service, conversationId).open();
    await createControl(db).handOver({ conversationId, fence, turnId, reason: 'asked for', text: 'Soon.' });
    await eventually(
      async () => (await rows(page).first().getAttribute('href'))?.includes(conversationId) || undefined,
    );
    const row = page.locator(rowOf(visitor));
    await row.filter({ hasText: /waits .*An operator must take over: asked for.*2 unread/ }).waitFor();
    await row.focus();
    await page.keyboard.press('Enter');
    const choice = page.getByLabel('Assigned to');
    await choice.focus();
    await page.keyboard.type('me');
    await eventually(
      async () =>
        (await service.rows.conversations.get(conversationId))?.assignee?.id === operator.id || undefined,
    );
    await page.getByRole('link', { name: 'Mine', exact: true }).focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await rows(page).count()) === 1 || undefined);
    await page.reload();
    await page.locator(rowOf(visitor)).waitFor();
    assert.equal(await rows(page).count(), 1);
    assert.equal(await page.locator('.row .count').count(), 0, 'what is looked at is read');
    await page.getByRole('link', { name: 'Mine', exact: true }).click();
    await page.getByRole('link', { name: 'Unread', exact: true }).click();
    await page.locator(rowOf(visitor)).waitFor({ state: 'detached' });
    assert.deepEqual(faults, []);
    await leave();
  },
);

test('a note is seen by a colleague as it is written, in a tone of its own', limits, async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'hello');
  const writing = await stage.enter(operator);
  const reading = await stage.enter(viewer);
  // A browser in a bare container says so; it is no language that times could be written by.
  await reading.page.addInitScript(() => {
    Object.defineProperty(navigator, 'language', { value: 'en-US@posix' });
  });
  await reading.page.reload();
  for (const { page } of [writing, reading]) await page.locator(rowOf(visitor)).click();
  await writing.page.getByRole('button', { name: 'Add a note' }).focus();
  await writing.page.keyboard.press('Enter');
  await writing.page.keyboard.type('They have called before.');
  await writing.page.getByRole('button', { name: 'Keep the note' }).click();
  const note = reading.page.locator('.internal-note', { hasText: 'They have called before.' });
  await note.waitFor();
  assert.match((await note.textContent()) ?? '', new RegExp(`Note by .*${operator.email}.*only colleagues`));
  assert.equal(await reading.page.getByRole('button', { name: 'Add a note' }).count(), 0);
  assert.deepEqual([...writing.faults, ...reading.faults], []);
  await writing.leave();
  await reading.leave();
});

test(
  'an assistant and a tool are paused with a reason and go on again; others are offered no such button',
  limits,
  async () => {
    await say(service, await visit(service), 'hello?');
    const { page, faults, leave } = await stage.enter(approver);
    await press(page.getByRole('link', { name: 'Health' }));
    await press(page.getByRole('button', { name: 'Pause the assistant Desk' }));
    await page.getByLabel('Its customers wait').press('Space');
    await typeOver(page.getByLabel('Why?'), 'it promises too much');
    await page.keyboard.press('Enter');
    const card = page.locator('.card', { hasText: 'Desk' }).first();
    await card.getByText('it promises too much').waitFor();
    await card.getByText(/In \d+ conversations? something waits for it/).waitFor();
    assert.deepEqual(
      (await service.rows.pauses.list()).map(({ scope, manner, byEmail }) => [scope, manner, byEmail]),
      [[assistant, 'wait', approver.email]],
    );
    await press(card.getByRole('button', { name: 'Let it go on' }));
    await press(page.getByRole('button', { name: 'Yes, go on' }));
    await card.getByText('at work').waitFor();
    await page.getByRole('button', { name: 'Pause the tool find order' }).click();
    await page.keyboard.type('it is wrong');
    await page.keyboard.press('Escape');
    assert.deepEqual(await service.rows.pauses.list(), []);
    assert.deepEqual(faults, []);
    await leave();
    const other = await stage.enter(operator);
    await other.page.getByRole('link', { name: 'Health' }).click();
    await other.page.getByText('at work').first().waitFor();
    assert.equal(await other.page.getByRole('button', { name: /^Pause/ }).count(), 0);
    await other.leave();
  },
);

test(
  'a turn shows its plan as a drawing and in words, and which statement rests on what',
  limits,
  async () => {
    const visitor = await visit(service);
    const { conversationId } = visitor;
    await say(service, visitor, 'Where is A-1001, and how long can I return it?');
    const engine = createTestEngine(service, conversationId);
    const draft = await engine.open();
    const { turnId } = draft;
    await createTurnPassages(db).add(turnId, 'help', [
      { passageId: 'p', title: 'Returns', text: 'You may return things for 30 days.' },
    ]);
    for (const step of plannedSteps({ conversationId, turnId })) await createSteps(db).record(step);
    await engine.answer(draft, 'It is on its way. 30 days.');
    const { page, faults, leave } = await stage.enter(viewer);
    await page.locator(rowOf(visitor)).click();
    await page.getByRole('button', { name: 'Why this?' }).click();
    await page.getByRole('img', { name: '2 tasks: 1 before 2' }).waitFor();
    const plan = page.getByRole('region', { name: 'Plan' });
    assert.match(
      (await plan.textContent()) ?? '',
      /Find the order.*done.*order id: \/id of what no. 1 found/,
    );
    const grounds = page.getByRole('region', { name: 'What the answer rests on' });
    await grounds.getByText('[1] Returns').click();
    await grounds.getByText('You may return things for 30 days.').waitFor();
    await grounds.getByRole('button', { name: 'the result of find order' }).click();
    await eventually(
      async () => (await page.locator('.step:focus').getAttribute('aria-expanded')) === 'true' || undefined,
    );
    await page.locator('.detail').getByText('on its way').waitFor();
    assert.deepEqual(faults, []);
    await leave();
  },
);

test(
  'where the connection is lost the page says so, and is up to date again afterwards',
  limits,
  async () => {
    const visitor = await visit(service);
    await say(service, visitor, 'before');
    const { page, leave } = await stage.enter(viewer);
    await page.locator(rowOf(visitor)).click();
    await page.locator('.utterance', { hasText: 'before' }).waitFor();
    await page.route('**/v1/operator/events', (route) => route.abort());
    await page.reload();
    await page.getByText('Not connected at the moment').waitFor();
    await say(service, visitor, 'meanwhile');
    await page.unroute('**/v1/operator/events');
    await page.locator('.utterance', { hasText: 'meanwhile' }).waitFor();
    await page.getByText('Not connected at the moment').waitFor({ state: 'detached' });
    await leave();
  },
);

test(
  'markup in whatever a customer, a model, a tool or a colleague can fill stays text on every page',
  limits,
  async () => {
    const admin = await employ(service, 'admin');
    const visitor = await visit(service);
    const { conversationId } = visitor;
    await say(service, visitor, `${canary} [x](javascript:window.canary=1)`);
    const engine = createTestEngine(service, conversationId);
    const answered = await engine.open();
    for (const step of canarySteps(answered))
      await createSteps(db).record({ ...answered, ...asStep, ...step });
    await engine.answer(answered, canary);
    await say(service, visitor, canary);
    const stopped = await engine.open();
    await engine.release(stopped, 0, canary);
    await createControl(db).handOver({ ...stopped, reason: canary, text: canary });
    await askApproval(service, (await visit(service)).conversationId);
    await plantCanaries(db, { conversationId, turnId: answered.turnId, operatorId: admin.id });

    const { page, faults, leave } = await stage.enter(admin);
    await page.locator(rowOf(visitor)).click();
    await page.locator('.brief').waitFor();
    for (const part of [
      '.utterance.from-customer',
      '.utterance.from-assistant',
      '.internal-note',
      '.brief',
      '.panel',
    ])
      await page.locator(part, { hasText: '<img src=x' }).first().waitFor();
    await page.getByRole('button', { name: 'What came of it' }).first().click();
    await page
      .getByRole('region', { name: 'What the answer rests on' })
      .getByText('<img src=x')
      .first()
      .waitFor();
    await page.getByRole('region', { name: 'Plan' }).getByText('<img src=x').first().waitFor();
    for (const step of await page.locator('.step').all()) {
      await step.click();
      await page.locator('.detail').waitFor();
    }
    for (const name of ['Decisions', 'Health', 'Team', 'Audit']) {
      await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      if (name !== 'Team') await page.locator('main', { hasText: '<img src=x' }).waitFor();
    }
    assert.equal(await page.evaluate(() => 'canary' in window), false);
    assert.equal(await page.locator('img, a[href^="javascript"]').count(), 0);
    assert.deepEqual(faults, []);
    await leave();
  },
);

const asStep = { component: canary, startedAt: new Date(), attempts: 1, outcome: 'answer' };
