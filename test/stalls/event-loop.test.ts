import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { identitySecret } from '../http/support/http-service.ts';
import { eventually } from '../support/eventually.ts';
import { startStandInModel } from '../support/stand-in-model.ts';
import { startChats } from './support/chat-load.ts';
import { hostileModel, hostileReplies } from './support/hostile-model.ts';
import { hostileRequests } from './support/hostile-requests.ts';
import { type Visitor, visit } from './support/visitor.ts';
import { startWatched, type Watched } from './support/watched.ts';

/** What the event loop may be held up by Baton itself, beyond what the machine does to an idle process. */
const stallMsMax = 200;
/** A stall of ours comes back when its cause does; one of a noisy machine doesn't. */
const triesMax = 3;
/** For what an answer sets off to be done. */
const settleMs = 1_000;

let watched: Watched;
let model: Awaited<ReturnType<typeof startStandInModel>>;
let chats: Awaited<ReturnType<typeof startChats>>;
let visitor: Visitor;

before(async () => {
  model = await startStandInModel(hostileModel);
  watched = await startWatched({
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: model.baseUrl,
    WEB_IDENTITY_SECRET: identitySecret,
  });
  visitor = await visit(watched.baton.http);
  chats = await startChats(watched.baton.http, 20);
});

after(async () => {
  await watched?.stop();
  await model?.stop();
});

for (const [name, attack] of Object.entries(hostileRequests)) {
  test(`nothing stalls under chats and ${name}`, { timeout: 120_000 }, (t) =>
    staysResponsive(t, () => attack(watched.baton.http, visitor)),
  );
}

for (const name of Object.keys(hostileReplies)) {
  test(`nothing stalls under chats and a model that sends ${name}`, { timeout: 120_000 }, (t) =>
    staysResponsive(t, () => askFor(name)),
  );
}

test('all the while every visitor was answered', async () => {
  assert.equal(await chats.stop(), 20);
  assert.equal((await fetch(`${watched.baton.http}/readyz`)).status, 200);
});

async function staysResponsive(t: { diagnostic(line: string): void }, work: () => Promise<void>) {
  const seen: string[] = [];
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { batonMs, controlMs } = await watched.delaysDuring(work);
    seen.push(`${Math.round(batonMs)} ms (an idle process: ${Math.round(controlMs)} ms)`);
    t.diagnostic(`longest delay ${seen.at(-1)}`);
    if (batonMs - controlMs < stallMsMax) return;
  }
  assert.fail(`the event loop stalled each time: ${seen.join(', ')}`);
}

/** Asks the model for it, and waits until the worker has taken it in: the rest of the turn is other tests' matter. */
async function askFor(name: string): Promise<void> {
  const asking = await visit(watched.baton.http);
  const asked = model.requests.length;
  assert.equal(await asking.say(name), 202);
  const request = await eventually(() =>
    model.requests.slice(asked).find(({ messages }) => messages.at(-1)?.content === name),
  );
  await request.ended;
  await sleep(settleMs);
}
