import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPage } from './chat-page.ts';

export type Visitor = Awaited<ReturnType<typeof openVisit>>;

/** Whom a visitor speaks to and where they read; both may move between calls. */
export interface Doors {
  readonly post: () => string;
  readonly read: () => string;
}

/** A customer with a session of their own, whose page is open. Without an assistant it is the default one's. */
export async function openVisit(doors: Doors, session: { readonly assistant?: string } = {}) {
  const opened = (await postUntil(doors.post, '/v1/chat/sessions', session, {}, 201)) as {
    token: string;
    conversationId: string;
  };
  const { token, conversationId } = opened;
  const page = openPage(doors.read, token);
  return {
    conversationId,
    token,
    page,
    /** Says something, again and again with the same id until it is accepted, as a page does. Returns its id. */
    async say(text: string, id: string = randomUUID()): Promise<string> {
      const headers = { authorization: `Bearer ${token}` };
      await postUntil(doors.post, '/v1/chat/messages', { id, text }, headers, 202);
      return id;
    },
    leave: () => page.close(),
  };
}

const giveUpMs = 90_000;

/** Nobody there and not ready are no answer; anything else but the expected one is. */
async function postUntil(
  address: () => string,
  path: string,
  body: object,
  headers: Record<string, string>,
  expected: number,
): Promise<unknown> {
  const deadline = Date.now() + giveUpMs;
  while (Date.now() < deadline) {
    const response = await fetch(`${address()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }).catch(() => undefined);
    const answer = await response?.text().catch(() => undefined);
    if (response?.status === expected && answer !== undefined) return JSON.parse(answer);
    if (response && response.status < 500) throw new Error(`${path}: ${response.status} ${answer}`);
    await sleep(100);
  }
  throw new Error(`${path}: not accepted within ${giveUpMs} ms`);
}
