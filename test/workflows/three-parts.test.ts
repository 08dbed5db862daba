import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { defineTool } from '../../src/registry/baton.ts';
import type { History } from '../support/histories.ts';
import { startTestEngine } from '../support/test-engine.ts';

const lookUp = (name: string) =>
  defineTool({
    name,
    description: name,
    input: z.object({}),
    output: z.object({ found: z.string() }),
    effect: 'read',
    policy: { timeoutMs: 1_000 },
    run: () => sleep(200, { found: `the ${name}` }),
  });

const parts = ['order', 'stock', 'slot'];

test('what a question with three parts needs is looked up at once, and read in the order asked', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { tools: parts.map(lookUp) },
    script: ({ messages }) => {
      const results = messages.flatMap(({ role, content }) => (role === 'tool' ? [content ?? ''] : []));
      if (results.length === 0) return { toolCalls: parts.map((name) => ({ name, args: {} })) };
      return { text: results.map((result) => JSON.parse(result).found).join(', ') };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Where is it, is there more, and when do you come?');
  const messages = await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  assert.equal(messages.at(-1)?.text, 'the order, the stock, the slot');
  const times = localTimes(await engine.history(id), 'runTool');
  assert.equal(times.length, parts.length);
  const lastBegun = Math.max(...times.map(({ begunMs }) => begunMs));
  const firstEnded = Math.min(...times.map(({ endedMs }) => endedMs));
  assert.ok(lastBegun < firstEnded, JSON.stringify(times));
});

interface Times {
  readonly begunMs: number;
  readonly endedMs: number;
}

/** When the local activities of this kind ran, as the history tells it. */
function localTimes({ events }: History, activity: string): Times[] {
  return (events ?? []).flatMap((event) => {
    const data = event.markerRecordedEventAttributes?.details?.data?.payloads?.[0]?.data;
    const marker = data && JSON.parse(Buffer.from(data).toString());
    if (marker?.activity_type !== activity) return [];
    return [{ begunMs: inMs(marker.original_schedule_time), endedMs: inMs(marker.complete_time) }];
  });
}

const inMs = ({ seconds, nanos }: { seconds: number; nanos: number }) => seconds * 1_000 + nanos / 1_000_000;
