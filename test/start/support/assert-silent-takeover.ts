import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import type { Console } from './console.ts';
import type { Visitor } from './visitor.ts';

/**
 * Takes over while the answer to `question` streams to the visitor, and holds the visitor's end of the stream to it:
 * once take-over has returned, not a piece of the answer and not a message of the assistant.
 */
export async function assertSilentTakeover(options: {
  readonly visitor: Visitor;
  readonly console: Console;
  /** Its answer streams for longer than `afterMs`. */
  readonly question: string;
  /** Counted from the first words that the visitor sees. */
  readonly afterMs: number;
}): Promise<void> {
  const { visitor, console, question, afterMs } = options;
  const { conversationId, page } = visitor;
  await visitor.say(question);
  await page.until(({ draft }) => (draft?.text.length ?? 0) > 0);
  await sleep(afterMs);
  await console.post(`/v1/conversations/${conversationId}/take-over`);
  await readWhatHasArrived();
  const before = page.heard.length;
  await visitor.say(`${question}?`);
  await page.until(({ messages }) => messages.at(-1)?.text === `${question}?`);
  const messages = await eventually(async () => {
    const all = await console.all(`/v1/conversations/${conversationId}/messages`);
    return all.some(({ disposition }) => disposition === 'pending') ? undefined : all;
  });
  assert.deepEqual(
    messages.map(({ from, kind, disposition }) => [from, kind, disposition]),
    [
      ['customer', 'message', 'handed_over'],
      ['assistant', 'note', null],
      ['customer', 'message', 'handed_over'],
    ],
  );
  const after = page.heard.slice(before);
  assert.deepEqual(
    after.filter(({ event, data }) => event === 'delta' || data.from === 'assistant'),
    [],
  );
  assert.equal(page.draft(), '');
  assert.deepEqual(page.faults, []);
}

/** The answer and the stream come on two connections: what was sent before the answer may be read after it. */
async function readWhatHasArrived(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}
