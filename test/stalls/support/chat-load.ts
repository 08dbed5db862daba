import { setTimeout as sleep } from 'node:timers/promises';
import { visit } from './visitor.ts';

const pauseMs = 1_500;

/** Visitors who write, follow the stream, wait for the answer, and write again. `stop` gives how many were answered. */
export async function startChats(http: string, count: number): Promise<{ stop(): Promise<number> }> {
  const over = new AbortController();
  const running = Array.from({ length: count }, () => chat(http, over.signal));
  return {
    async stop() {
      over.abort();
      const answers = await Promise.all(running);
      return answers.filter((answered) => answered > 0).length;
    },
  };
}

async function chat(http: string, signal: AbortSignal): Promise<number> {
  const visitor = await visit(http);
  let answers = 0;
  let answered = Promise.withResolvers<void>();
  const following = visitor
    .follow(signal, () => {
      answers += 1;
      answered.resolve();
    })
    .catch(() => {});
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  while (!signal.aborted) {
    answered = Promise.withResolvers();
    await visitor.say('Is order A-1001 on its way?');
    await Promise.race([answered.promise, ended]);
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
  await following;
  return answers;
}
