import { randomUUID } from 'node:crypto';
import { setImmediate as nextLoop, setTimeout as sleep } from 'node:timers/promises';
import type { TestOperator } from '../http/support/people.ts';
import { visit } from '../http/support/people.ts';
import type { ConversationPlan, Step, Way } from './plan.ts';
import { type Chance, chanceOf } from './random.ts';
import type { SeamService, Stage } from './stage.ts';
import { openSubscriber, type Seen } from './subscriber.ts';

/** What the people of one conversation did and saw. */
export interface Played {
  readonly tag: string;
  readonly conversationId: string;
  readonly posted: Posted[];
  /** While an operator had control for sure: from after the takeover had returned to before it was given up. */
  readonly taken: { readonly from: number; to: number }[];
  readonly seen: readonly Seen[];
  close(): void;
}

export interface Posted {
  readonly id: string;
  readonly text: string;
  isAccepted: boolean;
}

interface Scene {
  readonly stage: Stage;
  readonly chance: Chance;
  readonly operators: readonly [TestOperator, ...TestOperator[]];
  readonly played: Played;
  readonly headers: Record<string, string>;
  readonly reconnect: () => Promise<void>;
}

/** Plays one conversation's plan from its first word to its last. */
export async function play(
  stage: Stage,
  plan: ConversationPlan,
  operators: Scene['operators'],
): Promise<Played> {
  const chance = chanceOf(...plan.words, 'play');
  const visitor = await visit(stage.services[0], { assistant: plan.assistant });
  stage.book.register(visitor.conversationId, plan.words);
  const subscriber = openSubscriber(visitor.token);
  const played: Played = {
    tag: plan.tag,
    conversationId: visitor.conversationId,
    posted: [],
    taken: [],
    seen: subscriber.seen,
    close: subscriber.close,
  };
  const reconnect = () => subscriber.connect(chance.pick(stage.services).address);
  const scene: Scene = { stage, chance, operators, played, headers: visitor.headers, reconnect };
  await reconnect();
  for (const step of plan.steps) await act(scene, step);
  return played;
}

async function act(scene: Scene, step: Step): Promise<void> {
  switch (step.do) {
    case 'say':
      return await say(scene, step);
    case 'pause':
      return await sleep(step.ms);
    case 'reconnect':
      return await scene.reconnect();
    case 'terminate':
      return await terminate(scene);
    case 'takeOver':
      return await takeOver(scene);
    case 'handBack':
    case 'close':
      return await giveUp(scene, step.do);
    case 'write':
      return await write(scene);
  }
}

async function say(
  { stage, chance, played, headers }: Scene,
  step: { text: string; way: Way },
): Promise<void> {
  const message: Posted = { id: randomUUID(), text: step.text, isAccepted: false };
  played.posted.push(message);
  const post = async (service: SeamService) => {
    const payload = { id: message.id, text: message.text };
    const { statusCode } = await service.app.inject({
      method: 'POST',
      url: '/v1/chat/messages',
      headers,
      payload,
    });
    if (statusCode === 202) message.isAccepted = true;
    else if (statusCode < 500) throw new Error(`a message was refused with ${statusCode}`);
  };
  if (step.way === 'on-both') await Promise.all(stage.services.map(post));
  else await post(chance.pick(stage.services));
  if (step.way === 'once') return;
  while (!message.isAccepted) await post(chance.pick(stage.services));
}

async function takeOver(scene: Scene): Promise<void> {
  const { chance, operators, played } = scene;
  const status = await operate(scene, chance.pick(operators), 'take-over', {});
  if (status !== 200) return;
  // What was sent before the answer has arrived before it; it is read before this loop has gone round.
  await nextLoop();
  await nextLoop();
  played.taken.push({ from: performance.now(), to: Number.POSITIVE_INFINITY });
}

async function giveUp(scene: Scene, what: 'handBack' | 'close'): Promise<void> {
  const { chance, operators, played } = scene;
  const now = performance.now();
  for (const window of played.taken) window.to = Math.min(window.to, now);
  const [path, body] =
    what === 'close' ? ['close', { reason: 'all said' }] : ['hand-back', { note: 'go on' }];
  await operate(scene, chance.pick(operators), path, body);
}

async function write(scene: Scene): Promise<void> {
  const body = { id: randomUUID(), text: 'A colleague says hello.' };
  await operate(scene, scene.chance.pick(scene.operators), 'messages', body);
}

/** Asks again, here or there, for as long as the service fails. */
async function operate(
  { stage, chance, played }: Scene,
  operator: TestOperator,
  path: string,
  payload: object,
): Promise<number> {
  for (;;) {
    const { statusCode } = await chance.pick(stage.services).app.inject({
      method: 'POST',
      url: `/v1/conversations/${played.conversationId}/${path}`,
      headers: operator.writes,
      payload,
    });
    if (statusCode < 500) return statusCode;
  }
}

/** Somebody ends the run with Temporal's own tools; there may be none. */
async function terminate({ stage, played }: Scene): Promise<void> {
  const handle = stage.client.workflow.getHandle(`conversation-${played.conversationId}`);
  await handle.terminate('by the test').catch(() => {});
}
