import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { project } from '../../src/database/conversation-row.ts';
import { isPassword } from '../../src/http/operators/password.ts';
import { askApproval } from '../http/support/ask-approval.ts';
import { employ, say, type Visitor, visit } from '../http/support/people.ts';
import { setConsoleStage } from '../support/console-stage.ts';
import { eventually } from '../support/eventually.ts';
import { runAxe } from '../support/run-axe.ts';
import { press, typeOver } from './support/by-keyboard.ts';

const limits = { timeout: 90_000 };
const stage = await setConsoleStage();
const { service } = stage;
const [viewer, operator, approver] = await Promise.all(
  (['viewer', 'operator', 'approver'] as const).map((role) => employ(service, role)),
);
assert(viewer && operator && approver);

/** As the engine leaves it: the approval's row, and the conversation projected anew. */
async function ask({ conversationId }: Visitor): Promise<string> {
  const id = await askApproval(service, conversationId);
  await service.db.transaction().execute((tx) => project(tx, conversationId));
  return id;
}

const decisions = (page: Page) => page.getByRole('link', { name: /^Decisions/ });
const rowOf = ({ conversationId }: Visitor) => `a.row[href*="${conversationId}"]`;

test(
  'a decision appears by itself, is changed and approved with what was changed, by the keyboard',
  limits,
  async () => {
    const visitor = await visit(service);
    const { page, faults, leave } = await stage.enter(approver);
    await decisions(page).click();
    await page.getByText('Nothing waits for a decision.').waitFor();
    const id = await ask(visitor);
    const card = page.getByRole('region', { name: 'May the assistant do this: refund order?' });
    await card.waitFor();
    await press(card.getByRole('button', { name: 'Change it' }));
    await typeOver(card.getByLabel('amount cents'), '8000');
    assert.match((await card.locator('del').textContent()) ?? '', /9000/);
    await press(card.getByRole('button', { name: 'Approve as changed' }));
    await page.getByText('Nothing waits for a decision.').waitFor();
    const decided = await service.rows.approvals.get(id);
    assert.equal(decided?.state, 'approved');
    assert.deepEqual(decided?.args, { amountCents: 8_000 });
    assert.equal(decided?.decidedBy?.email, approver.email);
    assert.deepEqual(faults, []);
    await leave();
  },
);

test(
  'a link decides on a phone where nobody is logged in, once, and only when a button is pressed',
  limits,
  async () => {
    const visitor = await visit(service);
    await say(service, visitor, 'I want 90 euros back');
    const id = await ask(visitor);
    const { page, leave } = await stage.enter(approver);
    await decisions(page).click();
    const card = page.getByRole('region', { name: /refund order/ });
    await card.getByRole('button', { name: 'Link for another device' }).click();
    const url = new URL(await card.getByLabel('Works once').inputValue());

    const phone = await stage.open(`${url.pathname}${url.hash}`, {
      ...{ viewport: { width: 360, height: 740 }, bypassCSP: true },
    });
    const shown = phone.page.getByRole('region', { name: /refund order/ });
    await shown.getByText(approver.email).waitFor();
    await phone.page.reload();
    await shown.waitFor();
    assert.equal((await service.rows.approvals.get(id))?.state, 'pending');
    const sticksOut = await phone.page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    assert.equal(sticksOut, false);
    assert.deepEqual(await runAxe(phone.page), []);
    await shown.getByRole('button', { name: 'Change it' }).click();
    await shown.getByLabel('amount cents').fill('7000');
    await shown.getByRole('button', { name: 'Approve as changed' }).click();
    await phone.page.getByText('Approved.').waitFor();
    await card.waitFor({ state: 'detached' });
    const decided = await service.rows.approvals.get(id);
    assert.deepEqual(decided?.args, { amountCents: 7_000 });
    assert.equal(decided?.decidedBy?.email, approver.email);
    await phone.page.reload();
    await phone.page.getByText('This link is not valid').waitFor();
    assert.deepEqual(phone.faults, []);
    await phone.leave();
    await leave();
  },
);

test('arguments that the tool refuses are refused in words, and nothing is decided', limits, async () => {
  const id = await ask(await visit(service));
  const { page, leave } = await stage.enter(approver);
  await decisions(page).click();
  const card = page.getByRole('region', { name: /refund order/ });
  await card.getByRole('button', { name: 'Change it' }).click();
  await card.getByLabel('amount cents').fill('-5');
  await card.getByRole('button', { name: 'Approve as changed' }).click();
  await card.getByText('a positive number is expected').waitFor();
  assert.equal((await service.rows.approvals.get(id))?.state, 'pending');
  await card.getByRole('button', { name: 'Reject' }).click();
  await page.keyboard.type('Too late for that');
  await page.keyboard.press('Enter');
  await eventually(async () => (await service.rows.approvals.get(id))?.state === 'rejected' || undefined);
  await leave();
});

test('an operator takes over, writes, hands back and closes, by the keyboard alone', limits, async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'where is my parcel?');
  const { page, faults, leave } = await stage.enter(operator);
  await page.locator(rowOf(visitor)).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await press('Take over');
  const writing = page.getByLabel('Your message to the customer');
  await writing.waitFor();
  await press('Suggest an answer');
  await eventually(async () => (await writing.inputValue()) === 'A draft.' || undefined);
  const said = await service.rows.messages.last(visitor.conversationId, 10);
  assert.ok(!said.some(({ from }) => from === 'operator'), 'a draft is sent by nobody but them');
  await writing.fill('');
  await writing.focus();
  await page.keyboard.type('Hello, this is Jo.');
  await page.keyboard.press('Enter');
  await page.locator('.from-operator', { hasText: 'Hello, this is Jo.' }).waitFor();
  assert.equal(await writing.inputValue(), '');
  await press('Hand back');
  await page.keyboard.type('They want the blue one.');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take over' }).waitFor();
  await writing.waitFor({ state: 'detached' });
  await press('Close');
  await page.keyboard.type('solved');
  await page.keyboard.press('Enter');
  await page.getByText('Closed: solved').first().waitFor();
  const row = await service.db
    .selectFrom('conversations')
    .select(['guidance', 'closed_reason'])
    .where('id', '=', visitor.conversationId)
    .executeTakeFirstOrThrow();
  assert.equal(row.closed_reason, 'solved');
  assert.deepEqual(faults, []);
  await leave();
});

test('who may only read is offered nothing to press', limits, async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'hello');
  const { page, leave } = await stage.enter(viewer);
  await page.locator(rowOf(visitor)).click();
  await page.getByText('writing needs the role operator').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Take over' }).count(), 0);
  await leave();
});

test('a session that has ended leads back to the way in, and says why', limits, async () => {
  const { page, leave } = await stage.enter(viewer);
  await service.db.deleteFrom('operator_sessions').where('operator_id', '=', viewer.id).execute();
  await page.reload();
  await page.getByLabel('E-mail').waitFor();
  await page.getByLabel('E-mail').fill(viewer.email);
  await page.getByLabel('Password').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(/./).waitFor();
  await leave();
});

test(
  'an admin makes an account, changes its role and takes it away, by the keyboard; others see no such page',
  limits,
  async () => {
    const admin = await employ(service, 'admin');
    const { page, faults, leave } = await stage.enter(admin);
    await press(page.getByRole('link', { name: 'Team' }));
    const form = page.locator('.new-account');
    await typeOver(form.getByLabel('E-mail'), 'new@shop.test');
    await typeOver(form.getByLabel('Password'), 'long enough');
    await press(form.getByRole('button', { name: 'Make it' }));
    const card = page.locator('.card', { hasText: 'new@shop.test' });
    await card.getByLabel('Role of new@shop.test').focus();
    await page.keyboard.type('approver');
    await eventually(
      async () =>
        (await service.rows.operators.findByEmail('new@shop.test'))?.role === 'approver' || undefined,
    );
    await press(card.getByRole('button', { name: 'Set a password' }));
    await typeOver(card.getByLabel('A new password'), 'another password');
    await page.keyboard.press('Enter');
    await card.getByLabel('A new password').waitFor({ state: 'detached' });
    const { passwordHash } = (await service.rows.operators.findByEmail('new@shop.test')) ?? {};
    assert.ok(await isPassword(passwordHash, 'another password'));
    await press(card.getByRole('button', { name: 'Take away' }));
    await card.getByText('taken away').waitFor();
    await press(card.getByRole('link', { name: 'What they did' }));
    await page.getByText('change account').first().waitFor();
    assert.deepEqual(faults, []);
    await leave();
    const asApprover = await stage.enter(approver);
    assert.equal(await asApprover.page.getByRole('link', { name: 'Team' }).count(), 0);
    await asApprover.leave();
  },
);
