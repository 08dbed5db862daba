import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { ModelRequest } from '../../src/domain/model.ts';
import { question } from './scenario.ts';
import { queues, type Stage } from './stage.ts';

/** One way of running the same turn. */
export interface Mode {
  readonly name: string;
  /** Its conversation's workflow, where it has one. */
  readonly conversationId?: string;
  /** Runs a turn; resolves when the answer can be read. */
  takeTurn(): Promise<void>;
}

/** From the least to the most that is recorded. */
export async function allModes(stage: Stage): Promise<Mode[]> {
  const { asConfigured, allDurable } = queues;
  return [
    bareMode(stage),
    await directMode(stage),
    await temporalMode(stage, 'as configured: chores and reads local', 'local', asConfigured),
    await temporalMode(stage, 'chores local, tools durable', 'durable', asConfigured),
    await temporalMode(stage, 'all durable', 'durable', allDurable),
  ];
}

/** What the same calls take with nothing around them: the critical path. */
function bareMode({ chatModel, registry }: Stage): Mode {
  const tools = [...registry.default.tools.values()];
  const ask = (messages: ModelRequest['messages']) => {
    const request = { model: 'stand-in', messages, tools, outputTokensMax: 1_000 };
    const options = { signal: new AbortController().signal, gapTimeoutMs: 5_000, onText: async () => {} };
    return chatModel.complete(request, options);
  };
  const asked = { role: 'user', content: question } as const;
  const context = { signal: new AbortController().signal } as Parameters<(typeof tools)[number]['run']>[1];
  return {
    name: 'model and tools alone',
    async takeTurn() {
      const { toolCalls } = await ask([asked]);
      const results = await Promise.all(tools.map((tool) => tool.run({ what: 'A-1001' }, context)));
      const told = toolCalls.map(({ id }, index) => ({
        ...{ role: 'tool' as const, toolCallId: id, content: JSON.stringify(results[index]) },
      }));
      await ask([asked, { role: 'assistant', content: '', toolCalls }, ...told]);
    },
  };
}

/** The engine's own steps, one called after the other: its database work without Temporal. */
async function directMode(stage: Stage): Promise<Mode> {
  const { activities, messages } = stage;
  const conversationId = await openConversation(stage, 'local');
  let number = 0;
  let claimedSeq = 0;
  return {
    name: "the engine's steps without Temporal",
    async takeTurn() {
      const answered = answerIn(stage, conversationId);
      await messages.accept({ conversationId, id: randomUUID(), channel: 'web', text: question });
      number += 1;
      const request = { conversationId, number, trigger: 'message' as const, afterSeq: claimedSeq };
      const opening = await inActivity(activities.openTurn, { ...request, workTurnIds: [] });
      if (!opening.turn) throw new Error('no turn was opened');
      const { turn } = opening;
      claimedSeq = opening.claimedSeq;
      const asked = await inActivity(activities.callModel, { turn, round: 0, ...time() });
      if (asked.kind !== 'calls') throw new Error('the model asked for no tools');
      await Promise.all(asked.orders.map((order) => inActivity(activities.runTool, { turn, order })));
      const reply = await inActivity(activities.callModel, { turn, round: 1, ...time() });
      if (reply.kind !== 'answer') throw new Error('the model gave no answer');
      await inActivity(activities.commitAnswer, { turn, text: reply.text, answersTurnIds: [turn.turnId] });
      await answered;
    },
  };
}

/** More than any turn here takes. */
const time = () => ({ deadlineAtMs: Date.now() + 60_000, allowanceMs: 60_000 });

/** What an activity does, without Temporal around it. */
const inActivity = <Input, Output>(act: (input: Input) => Promise<Output>, input: Input): Promise<Output> =>
  new MockActivityEnvironment().run<[Input], Output, typeof act>(act, input);

/** A message comes in as the HTTP service takes it in, and a conversation's workflow answers. */
async function temporalMode(stage: Stage, name: string, assistant: string, queue: string): Promise<Mode> {
  const conversationId = await openConversation(stage, assistant);
  return {
    name,
    conversationId,
    async takeTurn() {
      const answered = answerIn(stage, conversationId);
      await say(stage, { conversationId, assistant, text: question }, queue);
      await answered;
    },
  };
}

export async function say(
  { messages, doorbellOf }: Pick<Stage, 'messages' | 'doorbellOf'>,
  said: { conversationId: string; assistant: string; text: string },
  queue: string,
): Promise<void> {
  const { assistant, ...content } = said;
  const message = { ...content, id: randomUUID(), channel: 'web' as const };
  const accepted = await messages.accept(message);
  if (accepted.outcome !== 'accepted') throw new Error('the message was not taken');
  await doorbellOf(queue).message({ ...message, assistant, seq: accepted.seq });
}

/** Resolves when a page that follows the conversation would be told of the answer: the second row that comes. */
function answerIn({ bus }: Pick<Stage, 'bus'>, conversationId: string): Promise<void> {
  return new Promise((resolve) => {
    let rows = 0;
    const stop = bus.subscribe(conversationId, (hint) => {
      if (hint.kind !== 'message') return;
      rows += 1;
      if (rows < 2) return;
      stop();
      resolve();
    });
  });
}

export async function openConversation({ db }: Pick<Stage, 'db'>, assistant: string): Promise<string> {
  const [customerId, id] = [randomUUID(), randomUUID()];
  await db.insertInto('customers').values({ id: customerId }).execute();
  await db.insertInto('conversations').values({ id, customer_id: customerId, assistant }).execute();
  return id;
}
