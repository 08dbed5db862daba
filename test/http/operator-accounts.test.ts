import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createSetupLink, ensureAdmin } from '../../src/http/operators/first-admin.ts';
import { hashToken } from '../../src/http/secret-token.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, fromPage, password } from './support/people.ts';

const service = await startHttpService();
const { app, db, rows } = service;

const logIn = (email: unknown, word: unknown, remoteAddress = '10.0.0.1') =>
  app.inject({
    method: 'POST',
    url: '/v1/operator/login',
    headers: fromPage,
    payload: { email, password: word },
    remoteAddress,
  });
const newEmail = () => `${randomUUID()}@shop.test`;

test('whoever logs in is known until they log out', async () => {
  const viewer = await employ(service, 'viewer');
  const me = () => app.inject({ url: '/v1/operator/me', headers: viewer.headers });
  assert.deepEqual((await me()).json(), { operator: { id: viewer.id, email: viewer.email, role: 'viewer' } });
  const out = await app.inject({ method: 'POST', url: '/v1/operator/logout', headers: viewer.writes });
  assert.equal(out.statusCode, 204);
  assert.match(String(out.headers['set-cookie']), /^baton_session=;.*Path=\/;/);
  assert.equal((await me()).statusCode, 401);
});

test('the cookie is kept from scripts and from other sites, and the token from the database', async () => {
  const viewer = await employ(service, 'viewer');
  const response = await logIn(viewer.email.toUpperCase(), password);
  assert.equal(response.statusCode, 200);
  const cookie = String(response.headers['set-cookie']);
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Expires='])
    assert(cookie.includes(part), part);
  assert(!cookie.includes('Secure'));
  const token = response.cookies[0]?.value ?? '';
  const kept = JSON.stringify(await db.selectFrom('operator_sessions').selectAll().execute());
  assert(kept.includes(hashToken(token)) && !kept.includes(token));
  assert(!response.body.includes('argon2'));
});

test('over HTTPS the cookie never travels in the clear', async () => {
  const settings = { ...service.deps.settings, publicUrls: () => ['https://chat.test'] };
  const secure = await service.another({ settings });
  const viewer = await employ(service, 'viewer');
  const response = await secure.inject({
    method: 'POST',
    url: '/v1/operator/login',
    headers: { ...fromPage, origin: 'https://chat.test' },
    payload: { email: viewer.email, password },
  });
  assert.match(String(response.headers['set-cookie']), /; Secure/);
});

test('a session ends after its time', async () => {
  const viewer = await employ(service, 'viewer');
  await db
    .updateTable('operator_sessions')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('operator_id', '=', viewer.id)
    .execute();
  assert.equal((await app.inject({ url: '/v1/operator/me', headers: viewer.headers })).statusCode, 401);
});

test('a wrong password and an unknown e-mail are refused in the same words', async () => {
  const viewer = await employ(service, 'viewer');
  const wrong = await logIn(viewer.email, 'wrong');
  const unknown = await logIn(newEmail(), 'wrong');
  assert.equal(wrong.statusCode, 401);
  assert.equal(unknown.statusCode, 401);
  assert.equal(wrong.body, unknown.body);
});

test('hostile logins are refused and break nothing', async () => {
  for (const email of ['', ' ', 'a\0b', "' or 1=1 --", '\ud800', {}, null, 'x'.repeat(300)]) {
    const { statusCode } = await logIn(email, 'x');
    assert(statusCode === 401 || statusCode === 422, `${email}: ${statusCode}`);
  }
  assert.equal((await logIn(newEmail(), 'x'.repeat(201))).statusCode, 422);
  assert.equal((await logIn(newEmail(), 'a\0\ud800')).statusCode, 401);
});

test('after ten failures nobody logs in as that e-mail, even with the right password, until time has passed', async () => {
  const [target, bystander] = [await employ(service, 'operator'), await employ(service, 'operator')];
  const guesses = await Promise.all(
    Array.from({ length: 15 }, () => logIn(target.email, 'wrong', '10.0.1.1')),
  );
  const refused = guesses.map((response) => response.statusCode).sort();
  assert.deepEqual(refused, [...Array(10).fill(401), ...Array(5).fill(429)]);
  const right = await logIn(target.email.toUpperCase(), password, '10.0.1.2');
  assert.equal(right.statusCode, 429);
  assert(Number(right.headers['retry-after']) > 0);
  assert.equal((await logIn(bystander.email, password, '10.0.1.1')).statusCode, 200);

  await db
    .updateTable('login_failures')
    .set({ at: new Date(Date.now() - 16 * 60_000) })
    .where('email', '=', target.email)
    .execute();
  assert.equal((await logIn(target.email, password)).statusCode, 200);
});

test('an e-mail that nobody has is throttled like any other', async () => {
  const email = newEmail();
  for (let i = 0; i < 10; i++) assert.equal((await logIn(email, 'wrong', '10.0.2.1')).statusCode, 401);
  assert.equal((await logIn(email, 'wrong', '10.0.2.2')).statusCode, 429);
});

test('a right password takes the failures before it away', async () => {
  const { email } = await employ(service, 'viewer');
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 9; i++) await logIn(email, 'wrong', '10.0.3.1');
    assert.equal((await logIn(email, password, '10.0.3.1')).statusCode, 200);
  }
});

test('one network address that tries many e-mails is stopped', async () => {
  const { email } = await employ(service, 'viewer');
  await db
    .insertInto('login_failures')
    .values(Array.from({ length: 100 }, () => ({ email: 'from 10.0.4.1' })))
    .execute();
  assert.equal((await logIn(email, password, '10.0.4.1')).statusCode, 429);
  assert.equal((await logIn(email, password, '10.0.4.2')).statusCode, 200);
});

test('an admin makes operators, each e-mail once', async () => {
  const admin = await employ(service, 'admin');
  const make = (payload: object) =>
    app.inject({ method: 'POST', url: '/v1/operators', headers: admin.writes, payload });
  const email = newEmail();
  const made = await make({ email: `  ${email.toUpperCase()} `, password: 'long enough', role: 'approver' });
  assert.equal(made.statusCode, 201, made.body);
  const { operator } = made.json();
  assert.deepEqual([operator.email, operator.role], [email, 'approver']);
  assert.equal((await logIn(email, 'long enough')).statusCode, 200);
  assert.equal((await make({ email, password: 'long enough', role: 'admin' })).statusCode, 409);
  const account = await rows.operators.findByEmail(email);
  assert(account?.passwordHash.startsWith('$argon2id$'));
  for (const wrong of [
    { email: 'ada' },
    { password: 'short' },
    { role: 'owner' },
    { email: `a\0${email}` },
  ]) {
    const payload = { email: newEmail(), password: 'long enough', role: 'viewer', ...wrong };
    const { statusCode } = await make(payload);
    assert.equal(statusCode, wrong.email?.includes('\0') ? 201 : 422, JSON.stringify(wrong));
  }
});

test('the setup link makes one admin, once', async () => {
  await createSetupLink(rows.operators).then(async (outdated) => {
    const path = await createSetupLink(rows.operators);
    assert.equal((await setUp(outdated, newEmail())).statusCode, 401, 'a newer link replaces it');
    const email = newEmail();
    const made = await setUp(path, email);
    assert.equal(made.statusCode, 201, made.body);
    assert.equal(made.json().operator.role, 'admin');
    assert.equal(made.cookies[0]?.name, 'baton_session');
    assert.equal((await setUp(path, newEmail())).statusCode, 401);
    assert.equal((await logIn(email, 'long enough')).statusCode, 200);
  });
});

test('of two who use the setup link at once, one becomes admin', async () => {
  const path = await createSetupLink(rows.operators);
  const used = await Promise.all([setUp(path, newEmail()), setUp(path, newEmail())]);
  assert.deepEqual(used.map((response) => response.statusCode).sort(), [201, 401]);
});

test('a setup link expires, a forged one never worked, and a new admin ends it', async () => {
  const path = await createSetupLink(rows.operators);
  assert.equal((await setUp('/setup#', newEmail())).statusCode, 401);
  assert.equal((await setUp(`/setup#${'x'.repeat(43)}`, newEmail())).statusCode, 401);
  await db
    .updateTable('setup_links')
    .set({ expires_at: new Date(Date.now() - 1) })
    .execute();
  assert.equal((await setUp(path, newEmail())).statusCode, 401);
  const another = await createSetupLink(rows.operators);
  await ensureAdmin(rows.operators, { email: newEmail(), password: 'from the environment' });
  assert.equal((await setUp(another, newEmail())).statusCode, 401);
});

test('the admin of the environment is made once, and a changed password stays', async () => {
  const email = newEmail();
  await ensureAdmin(rows.operators, { email: ` ${email.toUpperCase()}`, password: 'first' });
  await ensureAdmin(rows.operators, { email, password: 'second' });
  assert.equal((await logIn(email, 'first')).json().operator.role, 'admin');
  assert.equal((await logIn(email, 'second')).statusCode, 401);
  assert.equal(await rows.operators.hasAdmin(), true);
});

const setUp = (path: string, email: string) =>
  app.inject({
    method: 'POST',
    url: '/v1/operator/setup',
    headers: fromPage,
    payload: { token: path.split('#')[1], email, password: 'long enough' },
  });
