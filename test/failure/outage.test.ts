import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAlerts } from '../../src/database/alerts.ts';
import { createControl } from '../../src/database/control.ts';
import { createConversations } from '../../src/database/conversations.ts';
import { createTurns } from '../../src/database/turns.ts';
import { startAlertSender } from '../../src/monitors/alert-sender.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { testOperator } from '../support/operators.ts';
import { silentLog } from '../support/silent-log.ts';
import { startStandInMonitor } from '../support/stand-in-monitor.ts';
import { startTestEngine } from '../support/test-engine.ts';

const turnDeadlineMs = 20_000;
const conversations = 20;
/** A busy machine sets a timer off late; without the wait nobody would be told of the outage at all. */
const busyMs = 10_000;
const toldSo = ({ text }: { text: string }) => text.startsWith('I cannot look into this at the moment');
const toldOfOutage = (all: readonly { text: string }[]) => all.some(toldSo);
const noted = (all: readonly { kind: string }[]) => all.some(({ kind }) => kind === 'note');
const answered = (all: readonly { kind: string }[]) => all.some(({ kind }) => kind === 'answer');

test('while the provider is down every customer hears so in time; when it is back, answers come by themselves', async (t) => {
  let isDown = true;
  const engine = await startTestEngine(t, {
    probes: true,
    assistant: { turnDeadlineMs },
    script: () => (isDown ? { status: 503 } : { text: 'Here it is.' }),
  });
  const monitor = await startStandInMonitor();
  cleanupOf(t)(() => monitor.stop());
  const alerts = createAlerts(engine.db);
  const sender = startAlertSender({ alerts, ...monitor, log: silentLog(), intervalMs: 50 });
  cleanupOf(t)(() => sender.stop());

  const ids = await Promise.all(Array.from({ length: conversations }, () => engine.openConversation()));
  await Promise.all(ids.map((id) => engine.say(id, 'Where is my order?')));
  for (const id of ids) {
    const [asked, heard] = await engine.transcriptWhen(id, toldOfOutage);
    const heardAfterMs = Date.parse(heard?.at ?? '') - Date.parse(asked?.at ?? '');
    assert.ok(heardAfterMs <= turnDeadlineMs + busyMs, `heard after ${heardAfterMs} ms`);
    assert.equal(asked?.disposition, 'pending');
  }
  const [taken = '', ...waiting] = ids;
  const shown = await createConversations(engine.db).get(taken);
  assert.equal(shown?.status, 'open');
  assert.deepEqual(shown?.needs, []);
  assert.match(shown?.nextStep ?? '', /^No model can be reached; the assistant answers once one can, or an/);
  // Whom a person has taken over meanwhile is theirs.
  const { id: by } = await testOperator(engine.db, 'operator');
  await createControl(engine.db).takeOver({ conversationId: taken, by, text: 'Jo here.' });
  await engine.handle(taken).signal('takeOver', { by });

  isDown = false;
  for (const id of waiting) {
    const all = await engine.transcriptWhen(id, answered);
    assert.deepEqual([all[0]?.kind, all.at(-1)?.kind], ['message', 'answer']);
    assert.equal(all.filter(toldSo).length, 1);
    assert.equal(all[0]?.disposition, 'answered');
  }
  const theirs = await engine.transcript(taken);
  assert.deepEqual([theirs[0]?.disposition, theirs.at(-1)?.text], ['handed_over', 'Jo here.']);
  await eventually(() => monitor.taken.length >= 2 || undefined);
  assert.deepEqual(
    monitor.taken.map(({ type, data }) => [type, data.component]),
    [
      ['incident.opened', 'desk/model/large'],
      ['incident.closed', 'desk/model/large'],
    ],
  );
});

test('what has waited for as long as the assistant says goes to operators, and the customer is told', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { turnDeadlineMs: 5_000, escalation: { outageWaitMs: 7_000 } },
    // Later than the deadline, and before the wait is over.
    script: () => ({ status: 429, headers: { 'retry-after-ms': '6500' } }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Guten Tag, wo ist meine Bestellung? Ich warte schon seit einer Woche darauf.');
  await engine.transcriptWhen(id, noted);
  const all = await engine.transcriptWhen(id, (messages) => messages[0]?.disposition === 'handed_over');
  assert.deepEqual(
    all.map(({ text }) => text.split(' ', 2).join(' ')),
    ['Guten Tag,', 'Im Moment', 'Entschuldigung, das'],
  );
  assert.equal(all[0]?.reason, 'no model could be reached');
  assert.equal(
    (await createConversations(engine.db).get(id))?.nextStep,
    'An operator must take over: no model could be reached',
  );
  const { items } = await createTurns(engine.db).list(id, { limit: 10 });
  assert.deepEqual(
    items.map(({ outcome }) => outcome),
    ['handed_over', 'interrupted'],
  );
});
