import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DraftHandle } from '../../src/database/drafts.ts';
import { type Follower, follow } from './support/follow.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, say, visit } from './support/people.ts';
import { createTestEngine } from './support/test-engine.ts';

const service = await startHttpService();
const ada = await employ(service, 'operator');
const addresses = [
  await service.listen(),
  await (await service.another()).listen({ port: 0, host: '127.0.0.1' }),
];

const isTakenOver = ({ event, data }: Follower['events'][number]) =>
  event === 'message' && data.text === 'A person is here.';

for (let round = 1; round <= 15; round++) {
  test(`no word of the assistant comes after a takeover, on any page of any process (${round})`, async () => {
    const visitor = await visit(service);
    await say(service, visitor, 'tell me at length');
    const engine = createTestEngine(service, visitor.conversationId);
    const pages = await Promise.all([...addresses, ...addresses].map((at) => follow(at, visitor)));
    for (const page of pages) await page.until(({ event }) => event === 'status');
    const draft = await engine.open();

    const talking = talk(engine, draft);
    await pages[0]?.until(({ event }) => event === 'delta');
    // A page that comes in the middle reads the draft itself while it is being taken away.
    const newcomer = follow(addresses[round % 2] ?? '', visitor);
    const taken = await service.app.inject({
      method: 'POST',
      url: `/v1/conversations/${visitor.conversationId}/take-over`,
      headers: ada.writes,
    });
    assert.equal(taken.statusCode, 200);
    const released = await talking;
    assert(released > 0, 'the assistant was speaking');
    assert.equal((await engine.answer(draft, 'too late')).outcome, 'fenced');

    for (const page of [...pages, await newcomer]) {
      await page.until(({ data }) => data.state === 'with_operator');
      const after = page.events.slice(page.events.findIndex(isTakenOver));
      assert.deepEqual(
        after.map(({ event }) => event).filter((event) => event === 'delta'),
        [],
      );
      assert.equal(page.events.filter(isTakenOver).length, 1);
      assert(!page.messages().some(({ kind }) => kind === 'answer'));
      assert.equal(page.draft(), '');
      page.stop();
    }
  });
}

test('a takeover waits until what a page is still being told has been told', async () => {
  const held = Promise.withResolvers<void>();
  const reading = Promise.withResolvers<void>();
  const { rows } = service.deps;
  const slow = {
    ...rows,
    conversations: {
      ...rows.conversations,
      async present(conversationId: string) {
        const present = await rows.conversations.present(conversationId);
        if (present?.draft?.text) {
          reading.resolve();
          await held.promise;
        }
        return present;
      },
    },
  };
  const at = await (await service.another({ rows: slow })).listen({ port: 0, host: '127.0.0.1' });
  const visitor = await visit(service);
  await say(service, visitor, 'tell me');
  const engine = createTestEngine(service, visitor.conversationId);
  const page = await follow(at, visitor);
  await page.until(({ event }) => event === 'status');
  const draft = await engine.open();
  await engine.release(draft, 0, 'Old news.');
  await reading.promise;

  let isTaken = false;
  const taking = service.app
    .inject({
      method: 'POST',
      url: `/v1/conversations/${visitor.conversationId}/take-over`,
      headers: ada.writes,
    })
    .then((response) => {
      isTaken = true;
      return response;
    });
  while ((await service.rows.conversations.get(visitor.conversationId))?.status !== 'with_operator');
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(isTaken, false, 'a process still holds an old word');
  held.resolve();
  assert.equal((await taking).statusCode, 200);
  await page.until(isTakenOver);
  const after = page.events.slice(page.events.findIndex(isTakenOver));
  assert(!after.some(({ event }) => event === 'delta'));
  page.stop();
});

/** Releases words until it is told to stop; returns how many went out. */
async function talk(engine: ReturnType<typeof createTestEngine>, draft: DraftHandle): Promise<number> {
  let offset = 0;
  for (let words = 0; ; words++) {
    const word = `word ${words}. `;
    if (!(await engine.release(draft, offset, word))) return words;
    offset += word.length;
  }
}
