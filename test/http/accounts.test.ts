import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { startHttpService } from './support/http-service.ts';
import { employ, fromPage, password, type TestOperator } from './support/people.ts';

const service = await startHttpService();
const { app } = service;

const change = (by: TestOperator, id: string, payload: object) =>
  app.inject({ method: 'POST', url: `/v1/operators/${id}`, headers: by.writes, payload });
const logIn = (email: string, word: string) =>
  app.inject({
    method: 'POST',
    url: '/v1/operator/login',
    headers: fromPage,
    payload: { email, password: word },
  });
const me = (operator: TestOperator) => app.inject({ url: '/v1/operator/me', headers: operator.headers });

test('an account that is taken away is out at once, and can be given back', async () => {
  const [admin, jo] = [await employ(service, 'admin'), await employ(service, 'operator')];
  const taken = await change(admin, jo.id, { isDisabled: true });
  assert.equal(taken.json().operator.isDisabled, true);
  assert.equal((await me(jo)).statusCode, 401);
  assert.equal((await logIn(jo.email, password)).statusCode, 401);
  assert.equal(await service.rows.operators.findById(jo.id), undefined, 'signals in their name are refused');
  await change(admin, jo.id, { isDisabled: false });
  assert.equal((await logIn(jo.email, password)).statusCode, 200);
});

test('a changed role counts for the session that is open', async () => {
  const [admin, jo] = [await employ(service, 'admin'), await employ(service, 'viewer')];
  await change(admin, jo.id, { role: 'approver' });
  assert.equal((await me(jo)).json().operator.role, 'approver');
});

test('a new password ends the sessions of the old one', async () => {
  const [admin, jo] = [await employ(service, 'admin'), await employ(service, 'viewer')];
  assert.equal((await change(admin, jo.id, { password: 'quite another one' })).statusCode, 200);
  assert.equal((await me(jo)).statusCode, 401);
  assert.equal((await logIn(jo.email, password)).statusCode, 401);
  assert.equal((await logIn(jo.email, 'quite another one')).statusCode, 200);
});

test('one admin remains, also when two act against each other at once', async () => {
  const two = await startHttpService();
  const [one, other] = [await employ(two, 'admin'), await employ(two, 'admin')];
  const disable = (by: TestOperator, id: string) =>
    two.app.inject({
      method: 'POST',
      url: `/v1/operators/${id}`,
      headers: by.writes,
      payload: { role: 'viewer' },
    });
  const answers = await Promise.all([disable(one, other.id), disable(other, one.id)]);
  const refused = answers.filter(({ statusCode }) => statusCode !== 200);
  assert.equal(refused.length, 1);
  assert.ok([403, 409].includes(refused[0]?.statusCode ?? 0));
  assert.equal(await two.rows.operators.hasAdmin(), true);
});

test('nonsense changes nothing', async () => {
  const [admin, jo] = [await employ(service, 'admin'), await employ(service, 'viewer')];
  for (const payload of [{}, { role: 'owner' }, { isDisabled: 'yes' }, { password: 'short' }]) {
    assert.equal((await change(admin, jo.id, payload)).statusCode, 422, JSON.stringify(payload));
  }
  assert.equal((await me(jo)).json().operator.role, 'viewer');
});

test('the audit tells who did what, before and after, and what was refused; never a password', async () => {
  const [admin, jo] = [await employ(service, 'admin'), await employ(service, 'viewer')];
  await app.inject({ method: 'POST', url: '/v1/operators', headers: jo.writes, payload: {} });
  await change(admin, jo.id, { role: 'operator', password: 'hunter2 hunter2' });
  const { items } = (
    await app.inject({ url: `/v1/audit?about=${jo.id}`, headers: admin.headers })
  ).json() as { items: { act: string; actorEmail?: string; allowed: boolean; detail?: unknown }[] };
  const changed = items.find(({ act }) => act === 'change_account');
  assert.equal(changed?.actorEmail, admin.email);
  assert.deepEqual(changed?.detail, {
    before: { role: 'viewer', isDisabled: false },
    after: { role: 'operator', isDisabled: false },
    password: 'changed',
  });
  assert.ok(items.some(({ act, allowed }) => act === 'create_operator' && !allowed));
  assert.doesNotMatch(JSON.stringify(items), /hunter2|argon2/);
});

test('the audit is read page by page, none twice', async () => {
  const admin = await employ(service, 'admin');
  const subject = randomUUID();
  for (let n = 0; n < 130; n += 1)
    await service.rows.audit({ actor: 'baton', act: `act_${n}`, subject, allowed: true });
  const acts: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const url: string = `/v1/audit?about=${subject}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const page = (await app.inject({ url, headers: admin.headers })).json();
    acts.push(...page.items.map(({ act }: { act: string }) => act));
    cursor = page.nextCursor;
  }
  assert.deepEqual(
    acts,
    Array.from({ length: 130 }, (_, at) => `act_${129 - at}`),
  );
});
