import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workflowIdOf } from '../../src/domain/conversation.ts';
import { callBack } from '../support/call-back.ts';
import { eventually } from '../support/eventually.ts';
import { historiesOf, replay } from '../support/histories.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import {
  asksAgain,
  asksForPlan,
  estimating,
  given,
  type Journal,
  journalTools,
  lastSaid,
  planning,
  planReply,
  read,
  task,
  toldOfPlan,
  withTools,
} from './support/plans.ts';
import { answered } from './support/seen.ts';

/** Something is found out elsewhere, and what comes after needs it; by what the customer wrote. */
const mending = (what: string) => [
  task('order', 'look', [given('what', what)]),
  task('offer', 'estimate', [given('what', what)]),
  task('repair', 'fetch', [read('what', 'offer', '/offer')]),
  task('receipt', 'look', [read('what', 'repair', '/id')], ['order']),
];

async function startEngine(t: Parameters<typeof startTestEngine>[0], journal: Journal, urls: string[]) {
  const tools = [...journalTools(journal), estimating(urls)];
  const engine = await startTestEngine(t, {
    script: planning(
      (request) => {
        const said = lastSaid(request);
        if (asksAgain(request))
          return planReply([task('parts', 'fetch', [read('what', 'offer', '/offer')])], true);
        if (said.startsWith('Mend')) return planReply(mending(said));
        if (said.startsWith('Find'))
          return planReply([task('offer', 'estimate', [given('what', said)])], true);
        return planReply([]);
      },
      (request) => ({ text: toldOfPlan(request) ?? 'Yes?' }),
    ),
    assistant: withTools(tools),
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '20' },
    patience: { newMs: 200, claimedMs: 60_000 },
  });
  return { engine, tools };
}

const urlFor = (urls: string[], count: number) =>
  eventually(async () => (urls.length >= count ? urls.at(-1) : undefined));
const done = (offer: string) => ({ status: 'done', output: { offer } }) as const;

test('a plan whose task goes on elsewhere is taken up again when its end is told', async (t) => {
  const [journal, urls]: [Journal, string[]] = [[], []];
  const { engine, tools } = await startEngine(t, journal, urls);

  await t.test(
    'what needs it runs then and once, in a later run and under another configuration',
    async () => {
      const id = await engine.openConversation();
      await engine.say(id, 'Mend A-1');
      const begun = await answered(engine, id);
      assert.match(begun, /Sees to offer \(started/);
      assert.match(begun, /Sees to repair \(not done yet; it is done by itself/);
      assert.match(begun, /Sees to receipt \(not done yet/);
      await engine.say(id, 'Hello?');
      assert.equal(await answered(engine, id, 2), 'Yes?');
      const before = engine.registry.default.manifest.hash;
      const after = engine.reconfigure({ ...withTools(tools), version: '2' }).default.manifest.hash;
      assert.notEqual(before, after);
      await engine.restartWorker(() => callBack(engine, urls[0] ?? '', done('O-7')));
      const answer = await answered(engine, id, 3);
      for (const name of ['order', 'offer', 'repair', 'receipt'])
        assert.match(answer, new RegExp(`Sees to ${name} \\(done\\)`));
      assert.deepEqual(
        journal.filter((line) => line.includes('O-7')),
        ['fetch O-7 starts', 'fetch O-7 ends', 'look O-7 starts', 'look O-7 ends'],
      );
      assert.equal(urls.length, 1);
      assert.deepEqual(await hashesOf(engine, id), [before, before, after]);
      const [first, ...later] = await historiesOf(engine.client, workflowIdOf(id));
      assert.ok(first && later.length > 0, 'it was continued as new in between');
      // It has ended; a run that has only just begun is nothing to replay, and waits for more.
      await replay(first);
    },
  );

  await t.test('what was found decides what else is done: planned once more, and not again', async () => {
    const id = await engine.openConversation();
    const asked = engine.model.requests.length;
    await engine.say(id, 'Find A-2');
    await answered(engine, id);
    await callBack(engine, (await urlFor(urls, 2)) ?? '', done('O-8'));
    const answer = await answered(engine, id, 2);
    assert.match(answer, /Sees to offer \(done\)/);
    assert.match(answer, /Sees to parts \(done\)/);
    assert.ok(journal.includes('fetch O-8 ends'), 'it read what the first plan found');
    assert.equal(engine.model.requests.slice(asked).filter(asksForPlan).length, 2);
  });

  await t.test('work that failed costs what needs it, and whoever answers is told', async () => {
    const id = await engine.openConversation();
    await engine.say(id, 'Mend A-3');
    await answered(engine, id);
    const url = (await urlFor(urls, 3)) ?? '';
    await callBack(engine, url, { status: 'failed', reason: 'The coat is lost.' });
    const answer = await answered(engine, id, 2);
    assert.match(answer, /Sees to order \(done\)/);
    assert.match(answer, /Sees to offer \(failed\)/);
    assert.match(answer, /Sees to receipt \(failed\)/);
  });

  await t.test('what an operator has taken over is not gone on with', async () => {
    const id = await engine.openConversation();
    await engine.say(id, 'Mend A-4');
    await answered(engine, id);
    const { id: by } = await testOperator(engine.db, 'operator');
    await engine.handle(id).signal('takeOver', { by });
    await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
    await callBack(engine, (await urlFor(urls, 4)) ?? '', done('O-9'));
    await eventually(async () => {
      const { noted_at } = await engine.db
        .selectFrom('events')
        .select('noted_at')
        .where('conversation_id', '=', id)
        .executeTakeFirstOrThrow();
      return noted_at ?? undefined;
    });
    assert.ok(!journal.some((line) => line.includes('O-9')));
  });
});

async function hashesOf(engine: TestEngine, id: string): Promise<string[]> {
  const turns = await engine.db
    .selectFrom('turns')
    .select('manifest_hash')
    .where('conversation_id', '=', id)
    .orderBy('number')
    .execute();
  return turns.map(({ manifest_hash }) => manifest_hash);
}
