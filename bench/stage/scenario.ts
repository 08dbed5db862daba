import { setTimeout as sleep } from 'node:timers/promises';
import { asksForPlan, given, read, task } from '../../test/plan/support/plans.ts';
import { asksForIntent, intentReply } from '../../test/support/classification.ts';
import type { StandInRequest } from '../../test/support/stand-in-model.ts';
import type { Reply } from '../../test/support/stand-in-reply.ts';

/** What a customer writes, and with it how the stand-ins behave. A real model is ten times slower: what we add stays. */
export const questions = {
  /** The measured turn. */
  measured: 'Where is A-1001, and is the shirt in stock?',
  /** The same turn without a pause, to get somewhere fast. */
  quick: 'Quickly: where is A-1001, and is the shirt in stock?',
  /** The same turn at a real model's pace, so that a kill finds turns in the middle of their steps. */
  slow: 'Take your time: where is A-1001, and is the shirt in stock?',
  /** Five look-ups, four that need one of them each, and one that needs all of these. */
  planned: 'Look ten things up for me, one after the other where it must be.',
  /** An answer that goes on and on, for a takeover to cut short. */
  long: 'Tell me everything.',
} as const;

type Question = keyof typeof questions;

/** How long the stand-ins take, ms. */
const paces = {
  measured: { sortMs: 40, thinkMs: 80, sentenceMs: 30 },
  quick: { sortMs: 0, thinkMs: 0, sentenceMs: 0 },
  planned: { sortMs: 40, thinkMs: 80, sentenceMs: 30 },
  slow: { sortMs: 300, thinkMs: 700, sentenceMs: 250 },
  long: { sortMs: 0, thinkMs: 0, sentenceMs: 10 },
} as const satisfies Record<Question, object>;

/** How long each look-up takes, whoever asks. */
export const lookUpMs = 60;

const sentences = ['Your order is on its way. ', 'It comes tomorrow. ', 'The shirt is in stock. ', 'Bye.'];

const { sortMs, thinkMs, sentenceMs } = paces.measured;
const untilAnswerMs = sortMs + thinkMs + lookUpMs + thinkMs;

/** The measured turn with nothing around it, ms: sort, think, two look-ups at once, think, answer by the sentence. */
export const idealMs = {
  firstText: untilAnswerMs + sentenceMs,
  answer: untilAnswerMs + sentences.length * sentenceMs,
};

/** The ten steps by how many run at once, one depth after the other. */
const atDepths = [5, 4, 1];

export const planShape = {
  tasks: atDepths.reduce((sum, count) => sum + count, 0),
  depth: atDepths.length,
  /** Sort, plan, look up at each depth, think, answer; ms. */
  idealMs: sortMs + thinkMs + atDepths.length * lookUpMs + thinkMs + sentences.length * sentenceMs,
};

/** Says what the customer wants, asks for both look-ups, and answers once their results are there. */
export async function script(request: StandInRequest): Promise<Reply> {
  const isSummary = JSON.stringify(request.raw.response_format ?? '').includes('"summary"');
  if (isSummary) return { text: JSON.stringify({ summary: 'The customer asks for A-1001 and a shirt.' }) };
  const question = questionIn(request);
  const pace = paces[question];
  if (asksForIntent(request)) {
    await sleep(pace.sortMs);
    return intentReply({ intent: 'look_up', ...(question === 'planned' && { parts: atDepths.length }) });
  }
  if (question === 'long') return { text: Array(1_000).fill('And so on. '), delayMs: pace.sentenceMs };
  await sleep(pace.thinkMs);
  if (asksForPlan(request)) return { text: JSON.stringify({ tasks: plannedTasks(), open: false }) };
  if (request.messages.at(-1)?.role === 'tool') return { text: sentences, delayMs: pace.sentenceMs };
  return { toolCalls: [lookUp('order'), lookUp('stock')] };
}

const lookUp = (what: string) => ({ name: `look_up_${what}`, args: { what: 'A-1001' } });

/** Each step below the first depth reads what one above it found, and comes after all of them. */
function plannedTasks(): object[] {
  const namesAt = (depth: number) =>
    Array.from({ length: atDepths[depth] ?? 0 }, (_, index) => `step_${depth}_${index}`);
  return atDepths.flatMap((_, depth) => {
    const above = namesAt(depth - 1);
    return namesAt(depth).map((name, index) => {
      const input = above[index] ? read('what', above[index], '/found') : given('what', name);
      return task(name, 'look_up_order', [input], depth > 1 ? above : []);
    });
  });
}

/** The last that the customer wrote, among all that a request holds. */
function questionIn({ messages }: StandInRequest): Question {
  const said = messages.filter(({ role }) => role === 'user').map(({ content }) => content ?? '');
  const text = said.at(-1) ?? '';
  const places = Object.entries(questions).map(([name, words]) => ({ name, at: text.lastIndexOf(words) }));
  const last = places.toSorted((a, b) => b.at - a.at)[0];
  return last && last.at >= 0 ? (last.name as Question) : 'measured';
}

/** Whose request it is: customers of the bench say so in their messages. */
export const customerIn = ({ messages }: StandInRequest): string | undefined =>
  JSON.stringify(messages)
    .match(/\[[0-9a-f-]{36}\]/g)
    ?.at(-1);
