import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { openGate } from '../support/gate.ts';
import { modelAgainst } from './model-call.ts';

test("cancelling in the middle reaches the vendor's socket", async (t) => {
  const gate = openGate();
  const { ask, vendor } = await modelAgainst(t, () => ({ text: ['Well, ', gate, 'never.'] }));
  const caller = new AbortController();
  const answer = ask({ signal: caller.signal });
  await gate.reached;
  const reason = new Error('taken over');
  caller.abort(reason);
  await assert.rejects(answer, reason);
  assert.equal(await vendor.requests[0]?.ended, 'aborted');
});

test('cancelling before the first byte reaches it too', async (t) => {
  const { ask, vendor } = await modelAgainst(t, () => ({ hang: 'before-headers' }));
  const caller = new AbortController();
  const answer = ask({ signal: caller.signal });
  const request = await vendor.arrived(1);
  const reason = new Error('taken over');
  caller.abort(reason);
  await assert.rejects(answer, reason);
  assert.equal(await request.ended, 'aborted');
});

test('cancelling while a piece is being told closes the socket at once', async (t) => {
  const gate = openGate();
  const { ask, vendor } = await modelAgainst(t, () => ({ text: ['Well, ', gate, 'never.'] }));
  const caller = new AbortController();
  const listener = Promise.withResolvers<void>();
  const reason = new Error('taken over');
  const answer = ask({
    signal: caller.signal,
    onText: () => {
      caller.abort(reason);
      return listener.promise;
    },
  });
  assert.equal(await (await vendor.arrived(1)).ended, 'aborted');
  listener.resolve();
  await assert.rejects(answer, reason);
});

test('a caller that gave up before asking asks nobody', async (t) => {
  const { ask, vendor } = await modelAgainst(t, () => ({ text: 'ok' }));
  const reason = new Error('too late');
  await assert.rejects(ask({ signal: AbortSignal.abort(reason) }), reason);
  assert.equal(vendor.requests.length, 0);
});

test('what a listener throws ends the request and comes back as it is', async (t) => {
  const gate = openGate();
  const { ask, vendor } = await modelAgainst(t, () => ({ text: ['Well, ', gate, 'never.'] }));
  const fenced = new Error('fenced off');
  await assert.rejects(ask({ onText: () => Promise.reject(fenced) }), fenced);
  assert.equal(await vendor.requests[0]?.ended, 'aborted');
});

test("a caller's signal that lives on keeps nothing of a call", async (t) => {
  const { ask } = await modelAgainst(t, (_request, call) => (call === 1 ? { text: 'ok' } : { status: 500 }));
  const { signal } = new AbortController();
  await ask({ signal });
  await assert.rejects(ask({ signal }));
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});
