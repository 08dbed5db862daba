import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { bounds } from '../../src/domain/bounds.ts';
import { workflowIdOf } from '../../src/domain/conversation.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { type History, replay } from '../support/histories.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const messagesTotal = 300;
const lookUp = defineTool({
  name: 'look_up',
  description: 'Looks something up.',
  input: z.object({ what: z.string() }),
  output: z.object({ found: z.string() }),
  effect: 'read',
  policy: { timeoutMs: 1_000 },
  run: async ({ what }) => ({ found: what }),
});

/** Looks up what the customer last wrote, and answers with it. */
const script: Script = ({ messages }) => {
  const last = messages.at(-1);
  if (last?.role === 'tool') return { text: `Found ${JSON.parse(last.content ?? '{}').found}.` };
  return { toolCalls: [{ name: 'look_up', args: { what: last?.content ?? '' } }] };
};

test('300 messages over many runs: each handled once, in order, and a turn costs no more late than early', async (t) => {
  const engine = await startTestEngine(t, {
    script,
    assistant: { tools: [lookUp], settleMs: 0, door: { answersPer10s: 1_000 } },
  });
  const id = await engine.openConversation();
  await writeAll(engine, id);
  const rows = await engine.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('seq')
    .execute();
  const said = rows.filter((row) => row.sender === 'customer');
  assert.equal(said.length, messagesTotal);
  assert.ok(said.every((row) => row.disposition === 'answered'));

  const turns = await engine.db
    .selectFrom('turns')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('number')
    .execute();
  assert.deepEqual(
    turns.flatMap((turn) => turn.message_seqs),
    said.map((row) => row.seq),
    'every message was claimed by exactly one turn, in order',
  );
  const answers = rows.filter((row) => row.kind === 'answer');
  assert.equal(answers.length, turns.length);

  const runs = await historiesOf(engine, id);
  assert.ok(runs.length > 3, `${runs.length} runs`);
  for (const { events } of runs)
    assert.ok(events.length < bounds.runEventsMax + eventsOfATurnMax, `${events.length} events`);
  for (const { history } of runs.slice(0, 2)) await replay(history);
  const costs = costsOfTurns(runs);
  assert.ok(costs.length >= 250, `${costs.length} turns`);
  const [early, late] = [medianCost(costs.slice(5, 25)), medianCost(costs.slice(235, 255))];
  assert.ok(late.events <= early.events * 1.1, `events: ${early.events} early, ${late.events} late`);
  assert.ok(late.bytes <= early.bytes * 1.1, `bytes: ${early.bytes} early, ${late.bytes} late`);
});

/** A run ends after the turn in which it has grown too long. */
const eventsOfATurnMax = 60;

/** One after the other, every tenth twice, and now and then three at once. */
async function writeAll(engine: TestEngine, id: string): Promise<void> {
  for (let number = 1; number <= messagesTotal; ) {
    const atOnce = number % 50 === 0 ? 3 : 1;
    const batch = Array.from({ length: atOnce }, (_, index) => number + index).filter(
      (n) => n <= messagesTotal,
    );
    await Promise.all(
      batch.flatMap((n) => {
        const messageId = randomUUID();
        const write = () => engine.say(id, `message ${String(n).padStart(3, '0')}`, messageId);
        return n % 10 === 0 ? [write(), write()] : [write()];
      }),
    );
    number += batch.length;
    await engine.transcriptWhen(id, (all) => all.every((message) => message.disposition !== 'pending'));
  }
}

interface Run {
  readonly history: History;
  readonly events: readonly { eventType?: unknown; size: number; text: string }[];
}

async function historiesOf(engine: TestEngine, id: string): Promise<Run[]> {
  const runs: Run[] = [];
  const workflows = engine.client.workflow.list({ query: `WorkflowId = "${workflowIdOf(id)}"` });
  for await (const { runId, startTime } of workflows) {
    const handle = engine.client.workflow.getHandle(workflowIdOf(id), runId);
    const history = await handle.fetchHistory();
    const parsed = (history.events ?? []).map((event) => {
      const text = JSON.stringify(event);
      return { eventType: event.eventType, size: text.length, text };
    });
    runs.push({ history, events: parsed, startTime } as Run & { startTime: Date });
  }
  return (runs as (Run & { startTime: Date })[]).sort(
    (a, b) => a.startTime.getTime() - b.startTime.getTime(),
  );
}

/** A turn is what stands between one signal and the next. */
function costsOfTurns(runs: readonly Run[]): { events: number; bytes: number }[] {
  const costs: { events: number; bytes: number }[] = [];
  for (const run of runs) {
    let open: { events: number; bytes: number } | undefined;
    for (const event of run.events) {
      if (event.text.includes('workflowExecutionSignaledEventAttributes')) {
        open = { events: 0, bytes: 0 };
        costs.push(open);
      }
      if (open) {
        open.events += 1;
        open.bytes += event.size;
      }
    }
  }
  return costs;
}

function medianCost(costs: readonly { events: number; bytes: number }[]) {
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return { events: middle(costs.map((cost) => cost.events)), bytes: middle(costs.map((cost) => cost.bytes)) };
}
