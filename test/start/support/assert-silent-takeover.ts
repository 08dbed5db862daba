import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import type { Console } from './console.ts';
import type { Visitor } from './visitor.ts';

/** A visitor whose answer streams, and the operator who takes over. */
export interface TakenTalk {
  readonly visitor: Visitor;
  readonly console: Console;
  /** Its answer streams for longer than the takeover waits. */
  readonly question: string;
}

/**
 * Takes over while the answer to `question` streams to the visitor, and holds the visitor's end of the stream to it:
 * once take-over has returned, not a piece of the answer and not a message of the assistant.
 */
export async function assertSilentTakeover(
  options: TakenTalk & {
    /** Counted from the first words that the visitor sees. */
    readonly afterMs: number;
  },
): Promise<void> {
  await hearFirstWords(options);
  await sleep(options.afterMs);
  const { heard } = await takeOver(options);
  await assertSilence(options, heard);
}

/** Asks, and waits until the visitor sees the beginning of the answer. */
export async function hearFirstWords({ visitor, question }: TakenTalk): Promise<void> {
  await visitor.say(question);
  await visitor.page.until(({ draft }) => (draft?.text.length ?? 0) > 0);
}

/** Takes over. `heard`: how much the visitor's page had got by the time that the call returned. */
export async function takeOver({ visitor, console }: TakenTalk): Promise<{ heard: number }> {
  await console.post(`/v1/conversations/${visitor.conversationId}/take-over`);
  await readWhatHasArrived();
  return { heard: visitor.page.heard.length };
}

/** Whatever the worker does by the time that the visitor's next word is taken note of: nothing of it was heard. */
export async function assertSilence({ visitor, console, question }: TakenTalk, heard: number): Promise<void> {
  const { conversationId, page } = visitor;
  await visitor.say(`${question}?`);
  await page.until(({ messages }) => messages.at(-1)?.text === `${question}?`);
  const messages = await eventually(async () => {
    const all = await console.all(`/v1/conversations/${conversationId}/messages`);
    if (all.every(({ disposition }) => disposition !== 'pending')) return all;
    // Many may wait at once, and what they ask is what they wait for.
    await sleep(200);
    return undefined;
  });
  assert.deepEqual(
    messages.map(({ from, kind, disposition }) => [from, kind, disposition]),
    [
      ['customer', 'message', 'handed_over'],
      ['assistant', 'note', null],
      ['customer', 'message', 'handed_over'],
    ],
  );
  const after = page.heard.slice(heard);
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
