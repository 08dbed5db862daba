import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../../seam/random.ts';
import { type Console, openConsole } from '../../start/support/console.ts';

export type Desk = ReturnType<typeof openDesk>;

/** Operators at whichever door is open: they try again what didn't get through, and leave what is refused. */
export function openDesk(door: () => string) {
  const consoles = new Map<string, Promise<Console>>();

  async function attempt(path: string, body?: object): Promise<unknown> {
    const address = door();
    const console = consoles.get(address) ?? openConsole(address);
    consoles.set(address, console);
    console.catch(() => consoles.delete(address));
    const { post, all } = await console;
    return body ? await post(path, body) : await all(path);
  }

  async function ask(path: string, body?: object): Promise<unknown> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const answer = await attempt(path, body).catch((error: Error) => error);
      if (!(answer instanceof Error)) return answer;
      if (/: 4\d\d /.test(answer.message)) return undefined;
      await sleep(pauseMs);
    }
    return undefined;
  }

  return {
    act: (conversationId: string, act: 'take-over' | 'hand-back' | 'close' | 'messages', body: object = {}) =>
      ask(`/v1/conversations/${conversationId}/${act}`, body),
    /** Says yes or no to whatever waits for it. */
    async decideAll(chance: Chance): Promise<void> {
      const pending = ((await ask('/v1/approvals?state=pending')) ?? []) as { id: string; version: number }[];
      for (const { id, version } of pending) {
        const decision = chance.happens(0.7)
          ? { decision: 'approve' }
          : { decision: 'reject', reason: 'No.' };
        await ask(`/v1/approvals/${id}/decision`, { version, ...decision });
      }
    },
  };
}

const triesMax = 60;
const pauseMs = 250;
