import assert from 'node:assert/strict';
import type { Visitor } from '../../start/support/visitor.ts';
import type { WrittenTool } from '../../start/support/write-assistant.ts';
import type { Aims } from './aims.ts';
import { answerTo, wish } from './work-script.ts';

export type Job = ReturnType<typeof startJob>;

interface Options {
  /** Its wishes are named after it. */
  readonly name: string;
  /** What every wish of it needs. */
  readonly tools: readonly WrittenTool[];
  readonly visitor: Visitor;
  /** It has at least so many turns, and goes on until it is to finish. */
  readonly turnsMin: number;
  readonly aims?: Aims;
  /** What operators do when the conversation was handed to them. */
  readonly handBack?: (conversationId: string) => Promise<void>;
}

interface OperatorsMessage {
  readonly id: string;
  readonly from: string;
  readonly kind: string;
  readonly text: string;
  readonly disposition: string | null;
}

/** A customer who wishes one thing after the other, each when the one before has come to its end. */
export function startJob({ name, tools, visitor, turnsMin, aims, handBack }: Options) {
  const { page } = visitor;
  const wishes: { readonly id: string; readonly token: string }[] = [];
  let isFinishing = false;

  async function work(): Promise<void> {
    while (!isFinishing || wishes.length < turnsMin) await takeTurn();
  }

  async function takeTurn(): Promise<void> {
    const token = `${name}${wishes.length}`;
    const before = ends();
    const id = await visitor.say(
      wish(
        token,
        tools.map((tool) => tool.name),
      ),
    );
    aims?.reach('claim');
    wishes.push({ id, token });
    await page.until(() => ends() > before, patienceMs);
    if (page.messages().at(-1)?.kind === 'note') await goOn();
  }

  /** A turn ends in an answer, or in the note that a person takes over. */
  const ends = () => page.messages().filter(({ from }) => from === 'assistant').length;

  async function goOn(): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (page.status() === 'with_operator' && Date.now() < deadline) {
      await handBack?.(visitor.conversationId).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  const working = work();
  working.catch(() => {});
  return {
    visitor,
    /** Rejects when the work does; it doesn't resolve before the work is over. */
    broken: working,
    async finish(): Promise<void> {
      isFinishing = true;
      await working;
    },
    /** Every wish in order, each with one end; the page showed the same, and nothing twice on the way. */
    assertAnswered(messages: readonly OperatorsMessage[]): void {
      const mayHandOver = tools.some(({ effect }) => effect === 'irreversible');
      const fromCustomer = messages.filter(({ from }) => from === 'customer');
      assert.deepEqual(
        fromCustomer.map(({ id }) => id),
        wishes.map(({ id }) => id),
      );
      for (const { disposition, text } of fromCustomer)
        assert.ok(
          disposition === 'answered' || (mayHandOver && disposition === 'handed_over'),
          `${text}: ${disposition}`,
        );
      const answered = wishes.filter((_, at) => fromCustomer[at]?.disposition === 'answered');
      const answers = messages.filter(({ kind }) => kind === 'answer').map(({ text }) => text);
      assert.deepEqual(
        answers,
        answered.map(({ token }) => answerTo(token, tools.length)),
      );
      assert.deepEqual(
        page.messages().map(({ id }) => id),
        messages.map(({ id }) => id),
      );
      assert.deepEqual(page.answers(), answers);
      assert.deepEqual(page.faults, []);
    },
  };
}

const patienceMs = 90_000;
