import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Visitor } from '../../start/support/visitor.ts';
import { wish } from './work-script.ts';

export type Writer = ReturnType<typeof startWriter>;

interface Entry {
  readonly seq: number;
  readonly id: string;
  readonly from: string;
  readonly kind: string;
  readonly disposition: string | null;
}

interface Turn {
  readonly messageSeqs: readonly number[];
  readonly outcome: string;
}

/** A customer who writes on and on without waiting for answers, so that turns take several messages at once. */
export function startWriter({
  name,
  visitor,
  messagesMin,
}: {
  name: string;
  visitor: Visitor;
  messagesMin: number;
}) {
  const ids: string[] = [];
  let isFinishing = false;

  async function write(): Promise<void> {
    while (!isFinishing || ids.length < messagesMin) {
      ids.push(await visitor.say(wish(`${name}${ids.length}`, [])));
      await sleep(ids.length % 4 === 0 ? 700 : 20);
    }
  }

  const writing = write();
  writing.catch(() => {});
  return {
    visitor,
    async finish(): Promise<void> {
      isFinishing = true;
      await writing;
    },
    /** Everything stands in the order written, and was taken by one answered turn each, in that order. */
    assertAnswered(messages: readonly Entry[], turnsNewestFirst: readonly Turn[]): void {
      const written = messages.filter(({ from }) => from === 'customer');
      assert.deepEqual(
        written.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(new Set(written.map(({ disposition }) => disposition)), new Set(['answered']));
      assert.deepEqual(
        turnsNewestFirst.toReversed().flatMap(({ messageSeqs }) => messageSeqs),
        written.map(({ seq }) => seq),
      );
      assert.deepEqual(new Set(turnsNewestFirst.map(({ outcome }) => outcome)), new Set(['answered']));
      const answers = messages.filter(({ kind }) => kind === 'answer');
      assert.equal(answers.length, turnsNewestFirst.length);
      assert.deepEqual(visitor.page.faults, []);
      assert.deepEqual(
        visitor.page.messages().map(({ seq }) => seq),
        messages.map(({ seq }) => seq),
      );
    },
  };
}
