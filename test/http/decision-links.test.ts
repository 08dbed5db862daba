import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { readAudit } from '../../src/database/audit.ts';
import { createSignedTokens } from '../../src/database/signed-tokens.ts';
import { askApproval } from './support/ask-approval.ts';
import { publicUrl, startHttpService } from './support/http-service.ts';
import { employ, fromPage, type TestOperator, visit } from './support/people.ts';

const service = await startHttpService();
const { app, db } = service;
const { conversationId } = await visit(service);
const operator = await employ(service, 'operator');
const ada = await employ(service, 'approver');
const bob = await employ(service, 'approver');

const makeLink = (who: TestOperator, id: string) =>
  app.inject({ method: 'POST', url: `/v1/approvals/${id}/link`, headers: who.writes, payload: {} });
const ask = (act: 'look' | 'decide', payload: object, headers: Record<string, string> = fromPage) =>
  app.inject({ method: 'POST', url: `/v1/decision-links/${act}`, headers, payload });
const stateOf = async (id: string) => (await service.rows.approvals.get(id))?.state;

/** An approval, and the token of a link for it. */
async function linked(who = ada) {
  const id = await askApproval(service, conversationId);
  const made = await makeLink(who, id);
  assert.equal(made.statusCode, 201, made.body);
  const { url } = made.json();
  const [page, token = ''] = url.split('#');
  assert.equal(page, `${publicUrl}/decide`, 'the secret is in no address that a server sees');
  return { id, token };
}

test('a link shows what it is about as often as it is opened, and decides once in the name of who made it', async () => {
  const { id, token } = await linked();
  for (let times = 0; times < 3; times += 1) {
    const looked = await ask('look', { token });
    assert.equal(looked.statusCode, 200, looked.body);
    assert.deepEqual(looked.json().operator, { email: ada.email });
    assert.deepEqual(looked.json().approval.args, { amountCents: 9_000 });
  }
  assert.equal(await stateOf(id), 'pending', 'looking changes nothing');

  const decided = await ask('decide', { token, decision: 'approve', args: { amountCents: 5_000 } });
  assert.equal(decided.statusCode, 200, decided.body);
  const { state, args, askedArgs, decidedBy } = decided.json();
  assert.deepEqual([state, args, askedArgs], ['approved', { amountCents: 5_000 }, { amountCents: 9_000 }]);
  assert.deepEqual(decidedBy, { id: ada.id, email: ada.email });
  assert.deepEqual(service.doorbell.rings.at(-1), { what: 'decide', conversationId });
  for (const act of ['look', 'decide'] as const)
    assert.equal((await ask(act, { token, decision: 'approve' })).statusCode, 401, 'it is used up');

  const [decision, making] = await readAudit(db, { about: id, limit: 2 });
  assert.deepEqual([making?.act, making?.actor], ['make_decision_link', ada.id]);
  assert.deepEqual([decision?.act, decision?.actor], ['decide_approval', ada.id]);
  const linkOf = (entry = decision) => (entry?.detail as { link?: string } | undefined)?.link;
  assert.ok(linkOf());
  assert.equal(linkOf(decision), linkOf(making));
});

test('no address decides by being opened, and no foreign page can', async () => {
  const { id, token } = await linked();
  for (const url of ['/v1/decision-links/decide', '/v1/decision-links/look', `/v1/decision-links/${token}`]) {
    const { statusCode } = await app.inject({ url });
    assert.ok([404, 405].includes(statusCode), `${url}: ${statusCode}`);
  }
  const word = { token, decision: 'approve' };
  const foreign = { ...fromPage, origin: 'https://evil.test' };
  assert.equal((await ask('decide', word, foreign)).statusCode, 403);
  assert.equal((await ask('decide', word, { ...fromPage, 'content-type': 'text/plain' })).statusCode, 403);
  assert.equal(await stateOf(id), 'pending');
});

test('what is wrong with a word leaves the link as it was', async () => {
  const { id, token } = await linked();
  for (const word of [
    { decision: 'reject' },
    { decision: 'approve', args: { amountCents: -1 } },
    { decision: 'maybe' },
  ])
    assert.equal((await ask('decide', { token, ...word })).statusCode, 422);
  const rejected = await ask('decide', { token, decision: 'reject', reason: 'too much' });
  assert.equal(rejected.json().state, 'rejected');
  assert.equal(await stateOf(id), 'rejected');
});

test('forged, late, replaced and foreign tokens are nobody', async () => {
  const { id, token } = await linked();
  const made = await createSignedTokens(db, 'decision-link').of(randomUUID());
  const callback = await createSignedTokens(db, 'callback').of(token.split('.')[0] ?? '');
  const bent = token.replace(/\.(.)/, (_all: string, first: string) => (first === 'A' ? '.B' : '.A'));
  const second = (await makeLink(ada, id)).json().url.split('#')[1];
  // The first one was replaced by the second.
  for (const wrong of ['', 'x', `${token}x`, bent, made, callback, token])
    assert.equal((await ask('decide', { token: wrong, decision: 'approve' })).statusCode, 401, wrong);
  await db
    .updateTable('decision_links')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('approval_id', '=', id)
    .execute();
  assert.equal((await ask('decide', { token: second, decision: 'approve' })).statusCode, 401);
  assert.equal(await stateOf(id), 'pending');
});

test('a link is worth what its operator is by then, and what the approval is', async () => {
  assert.equal((await makeLink(operator, await askApproval(service, conversationId))).statusCode, 403);
  const carl = await employ(service, 'approver');
  const demoted = await linked(carl);
  await db.updateTable('operators').set({ role: 'operator' }).where('id', '=', carl.id).execute();
  assert.equal((await ask('decide', { token: demoted.token, decision: 'approve' })).statusCode, 403);
  const gone = await linked(bob);
  await db.updateTable('operators').set({ disabled_at: new Date() }).where('id', '=', bob.id).execute();
  assert.equal((await ask('decide', { token: gone.token, decision: 'approve' })).statusCode, 401);
  assert.deepEqual([await stateOf(demoted.id), await stateOf(gone.id)], ['pending', 'pending']);
});

test('a link for what somebody else has decided hears who was first, and none is made for it', async () => {
  const { id, token } = await linked();
  const word = { version: 1, decision: 'reject', reason: 'no' };
  const url = `/v1/approvals/${id}/decision`;
  assert.equal(
    (await app.inject({ method: 'POST', url, headers: ada.writes, payload: word })).statusCode,
    200,
  );
  const late = await ask('decide', { token, decision: 'approve' });
  assert.deepEqual([late.statusCode, late.json().decidedBy], [409, { id: ada.id, email: ada.email }]);
  assert.equal((await makeLink(ada, id)).statusCode, 409);
  assert.equal(await stateOf(id), 'rejected');
});

test('a link is for the version that its maker saw', async () => {
  const { id, token } = await linked();
  await db.updateTable('approvals').set({ version: 2 }).where('id', '=', id).execute();
  assert.equal((await ask('decide', { token, decision: 'approve' })).statusCode, 409);
  assert.equal(await stateOf(id), 'pending');
});

test('of two who press at once, one decides', async () => {
  const { token } = await linked();
  const words = await Promise.all(
    ['approve', 'approve', 'approve'].map((decision) => ask('decide', { token, decision })),
  );
  assert.deepEqual(words.map(({ statusCode }) => statusCode).sort(), [200, 401, 401]);
});
