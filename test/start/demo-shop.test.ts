import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { type Baton, startBaton } from '../support/baton-process.ts';
import { eventually } from '../support/eventually.ts';
import { openVisit } from './support/visitor.ts';

/** Somebody new, who says one thing after the other and reads each answer. */
async function visit(t: TestContext, baton: Baton) {
  const visitor = await openVisit({ post: () => baton.http, read: () => baton.http });
  t.after(() => visitor.leave());
  let told = 0;
  return {
    ...visitor,
    async ask(text: string) {
      await visitor.say(text);
      await visitor.page.until(({ messages }) => answersIn(messages).length > told);
      told += 1;
      return answersIn(visitor.page.messages())[told - 1] ?? assert.fail();
    },
  };
}

const answersIn = <Message extends { kind: string }>(messages: readonly Message[]) =>
  messages.filter(({ kind }) => kind === 'answer');

test('the demo shop without a key, as a curious visitor meets it', async (t) => {
  const baton = await startBaton();
  t.after(() => baton.stop());

  await t.test('tells where orders are, by the names of what is in them', async () => {
    const { ask } = await visit(t, baton);
    const first = await ask('Where is my order A-1001?');
    assert.match(
      first.text,
      /^Your order A-1001 has been shipped and arrives on .*In it: Linen shirt \(M, 59\.00 €\)\./,
    );
    assert.match((await ask('and A-1002?')).text, /A-1002 is being packed.*Rain jacket \(S, 129\.00 €\)/);
  });

  await t.test('cancels an order only once the customer has said yes to just that', async () => {
    const { ask } = await visit(t, baton);
    const status = async () => (await (await visit(t, baton)).ask('Where is A-1005?')).text;
    assert.match(
      (await ask('cancel my order A-1005')).text,
      /can't be undone\. Shall I cancel the order A-1005\?/,
    );
    assert.match(await status(), /A-1005 is being packed/);
    assert.match((await ask('yes')).text, /^Done\. Your order A-1005 has been cancelled\./);
    assert.match(await status(), /A-1005 has been cancelled/);
  });

  await t.test('has a parcel searched for, and writes when the carrier tells what came of it', async () => {
    const { ask, page } = await visit(t, baton);
    const begun = await ask('Please search for my missing parcel A-1003');
    assert.match(begun.text, /I have set this going/);
    const { stdout } = await promisify(execFile)(process.execPath, ['src/commands/work.ts'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: baton.dataDir },
    });
    assert.match(stdout, /^shop: start_parcel_inquiry \{"orderId":"A-1003"\}$/m);
    const [url = ''] = /http:[^']+\/webhooks\/tools\/[^']+/.exec(stdout) ?? [];
    const told = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'done', output: { orderId: 'A-1003', status: 'found' } }),
    });
    assert.equal(told.status, 200);
    await page.until(({ messages }) => answersIn(messages).length > 1);
    assert.equal(answersIn(page.messages())[1]?.text, 'Your order A-1003 has been found.');
  });

  await t.test('books an hour in German, over several messages', async () => {
    const { ask } = await visit(t, baton);
    assert.match(
      (await ask('Ich möchte einen Termin zur Stilberatung')).text,
      /den Laden \(Berlin, Hamburg oder Wien\)\?/,
    );
    assert.match((await ask('Wien')).text, /11:00, 12:00.*Was davon passt Ihnen, .*Ihren Namen\?/s);
    assert.match((await ask('der erste, Max Mustermann')).text, /^Erledigt: Terminnummer T-\d+, .*11:00/);
  });

  await t.test('answers each part of a question, whoever knows of it, and cites what says so', async () => {
    const question =
      'Where is my order A-1001, do you have the rain jacket in M, and how long can I return things?';
    // The help pages are read in the background.
    const { text, citations } = await eventually(async () => {
      const answer = await (await visit(t, baton)).ask(question);
      return answer.citations.length > 0 ? answer : undefined;
    }, 60_000);
    assert.match(text, /A-1001 has been shipped/);
    assert.match(text, /Rain jacket \(129\.00 €\): 3 in M\./);
    const [, quoted = ''] = /About returns: (.+?)(?:\s\(I'm the demo|$)/s.exec(text) ?? [];
    assert.match(quoted, /30 days/);
    const written = citations.map(({ passage }) => passage.replace(/\s+/g, ' ')).join(' ');
    for (const sentence of quoted.split(/(?<=\.) /))
      assert.ok(written.includes(sentence), `${sentence} / ${written}`);
  });
});
