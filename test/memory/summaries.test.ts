import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from '../../src/database/turns.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import {
  asksForSummary,
  longText,
  promptOf,
  smallWindow,
  summaryReply,
  summing,
} from './support/summaries.ts';

const answersAre = (count: number) => (all: { kind: string }[]) =>
  all.filter((message) => message.kind === 'answer').length === count;

async function sayAndHear(
  engine: TestEngine,
  id: string,
  texts: readonly string[],
  before = 0,
): Promise<void> {
  for (const [index, text] of texts.entries()) {
    await engine.say(id, text);
    await engine.transcriptWhen(id, answersAre(before + index + 1));
  }
}

const caseOf = (engine: TestEngine, id: string, number = 1) =>
  engine.db
    .selectFrom('cases')
    .selectAll()
    .where('conversation_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();

const summaryWhen = (engine: TestEngine, id: string, holds: (summary: string) => boolean, number = 1) =>
  eventually(async () => {
    const row = await caseOf(engine, id, number);
    return row.summary !== null && holds(row.summary) ? row : undefined;
  });

test('what no longer fits is summed up beside the conversation; the model reads the notes and the newest messages', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    assistant: smallWindow,
    script: summing(
      async () => {
        await gate.pass();
        return summaryReply('The customer wants a refund; Ada promised an answer by Friday.');
      },
      () => ({ text: 'I see.' }),
    ),
  });
  const id = await engine.openConversation();
  const texts = ['ONE about A-1001 for 49,90 €', 'TWO', 'THREE', 'FOUR', 'FIVE'].map(longText);
  await sayAndHear(engine, id, texts);
  await gate.reached;
  await sayAndHear(engine, id, ['Are you still there?'], 5);
  assert.equal((await caseOf(engine, id)).summary, null, 'nobody waited for the summary');
  gate.release();
  const row = await summaryWhen(engine, id, () => true);
  assert.equal(row.summary_by, 'model');
  assert.match(row.summary ?? '', /by Friday/);
  assert.match(row.summary ?? '', /A-1001/, 'numbers that the model forgot are kept');
  assert.match(row.summary ?? '', /49,90/);

  await sayAndHear(engine, id, ['And now?'], 6);
  const last = engine.model.requests.filter((request) => !asksForSummary(request)).at(-1) ?? assert.fail();
  assert.match(last.messages[0]?.content ?? '', /<notes>\n[\s\S]*by Friday[\s\S]*A-1001[\s\S]*<\/notes>/);
  assert.doesNotMatch(promptOf(last), /ONE about/, 'what is in the notes is not told twice');
  assert.match(promptOf(last), /Are you still there\?/);

  const { items } = await createTurns(engine.db).list(id, { limit: 20 });
  const steps = items.flatMap((turn) => turn.steps.filter((step) => step.kind === 'memory'));
  assert.equal(steps[0]?.outcome, 'written');
  assert.ok((steps[0]?.costMicroUsd ?? 0) > 0);
});

test('the summary is written anew from the one before and the lines since', async (t) => {
  const asked: string[] = [];
  const engine = await startTestEngine(t, {
    assistant: smallWindow,
    script: summing(
      (request, call) => {
        asked.push(request.messages[1]?.content ?? '');
        return summaryReply(`Summary ${'I'.repeat(call)}.`);
      },
      () => ({ text: 'I see.' }),
    ),
  });
  const id = await engine.openConversation();
  for (let number = 1; asked.length < 2; number += 1) {
    assert.ok(number < 20, 'it is renewed before long');
    await sayAndHear(engine, id, [longText(`PART-${number}`)], number - 1);
  }
  const { summary, summary_seq } = await summaryWhen(engine, id, (text) => text.includes('Summary II.'));
  assert.match(asked[0] ?? '', /^New lines:\nCustomer: PART-1 /);
  assert.match(asked[1] ?? '', /^Summary so far:\nSummary I\.[\s\S]*\n\nNew lines:\n/);
  assert.doesNotMatch(asked[1]?.split('New lines:')[1] ?? '', /PART-1 /);
  assert.match(summary ?? '', /PART-1/);
  assert.ok(summary_seq > 1);
});

test('with the model for summaries down, answers come as ever, and a later turn tries again', async (t) => {
  let isDown = true;
  const engine = await startTestEngine(t, {
    assistant: smallWindow,
    script: summing(
      () => (isDown ? { status: 400 } : summaryReply('They want a refund.')),
      () => ({ text: 'I see.' }),
    ),
  });
  const id = await engine.openConversation();
  await sayAndHear(engine, id, ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN'].map(longText));
  await eventually(async () => ((await caseOf(engine, id)).summary_attempts >= 1 ? true : undefined));
  assert.equal((await caseOf(engine, id)).summary, null);
  const shown = engine.model.requests.filter((request) => !asksForSummary(request)).at(-1) ?? assert.fail();
  assert.doesNotMatch(promptOf(shown), /ONE /, 'the window holds also without a summary');
  assert.match(promptOf(shown), /SEVEN /);
  isDown = false;
  await sayAndHear(engine, id, ['Hello?'], 7);
  await summaryWhen(engine, id, (text) => text.startsWith('They want a refund.'));
});

test('a summary under way when the history is continued is written by the next run', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    assistant: smallWindow,
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '20' },
    script: summing(
      async (_request, call) => {
        if (call === 1) await gate.pass();
        return summaryReply(`Written by call ${call}, as it should.`);
      },
      () => ({ text: 'I see.' }),
    ),
  });
  const id = await engine.openConversation();
  await sayAndHear(engine, id, ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'].map(longText));
  await gate.reached;
  await sayAndHear(engine, id, ['a', 'b', 'c'], 5);
  await summaryWhen(engine, id, (text) => text.includes('Written by call 2'));
  gate.release();
});
