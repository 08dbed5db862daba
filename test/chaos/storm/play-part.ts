import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { type Doors, openVisit, type Visitor } from '../../start/support/visitor.ts';
import { wish } from '../support/work-script.ts';
import type { Part, Role } from './cast.ts';
import type { Desk } from './desk.ts';

export type Played = Awaited<ReturnType<typeof playPart>>;

export interface PartStage {
  readonly doors: Doors;
  readonly desk: Desk;
  readonly temporal: Client;
}

/** One customer, from their first word to their last. What became of it is for the checker to say. */
export async function playPart(part: Part, { doors, desk, temporal }: PartStage) {
  const { role, tag, assistant, chance } = part;
  const visitor = await openVisit(doors, { assistant });
  const { conversationId, token } = visitor;
  const posted: { readonly id: string; readonly text: string }[] = [];
  let wishes = 0;
  const taken: { readonly from: number; to: number }[] = [];

  async function say(tools: readonly string[] = [], about = ''): Promise<void> {
    const text = `${wish(`${tag}${wishes}`, tools)}${about}`;
    wishes += 1;
    const id = await visitor.say(text, randomUUID());
    posted.push({ id, text });
    if (chance.happens(0.4)) await repeat(id, text);
  }

  /** What was posted comes once more: at the other door, and by a signal of its own. */
  async function repeat(id: string, text: string): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ id, text });
    const handle = temporal.workflow.getHandle(`conversation-${conversationId}`);
    await Promise.allSettled([
      fetch(`${doors.read()}/v1/chat/messages`, { method: 'POST', headers, body }),
      handle.signal('receiveMessage', { id, channel: 'web', text }),
    ]);
  }

  async function takenOver(): Promise<void> {
    await say();
    await until(visitor, () => visitor.page.draft() !== '', 15_000);
    await sleep(chance.between(0, 400));
    if ((await desk.act(conversationId, 'take-over')) === undefined) return;
    await sleep(readingMs);
    const silence = { from: visitor.page.heard.length, to: Number.POSITIVE_INFINITY };
    taken.push(silence);
    await say();
    await desk.act(conversationId, 'messages', { id: randomUUID(), text: 'Jo here, I see to it.' });
    await sleep(silenceMs);
    silence.to = visitor.page.heard.length;
    await desk.act(conversationId, 'hand-back', { note: 'It is looked into.' });
    await sayAndWait();
  }

  const sayAndWait = async (tools: readonly string[] = [], about = '') => {
    await say(tools, about);
    const id = posted.at(-1)?.id;
    await until(visitor, () => isOver(visitor, id), patienceMs);
    // What one failure handed over must not keep the next wish from being answered.
    if (assistant !== 'doomed' && assistant !== 'thrifty' && visitor.page.status() === 'with_operator')
      await desk.act(conversationId, 'hand-back', { note: 'It is looked into.' });
  };

  const acts = {
    async calm() {
      for (let at = 0; at < 3; at += 1) await sayAndWait();
    },
    async long() {
      for (let at = 0; at < 9; at += 1) await sayAndWait();
    },
    async burst() {
      for (let burst = 0; burst < 2; burst += 1) {
        const count = chance.between(1, 3);
        await Promise.all(
          Array.from({ length: count }, () => sleep(chance.between(0, 30)).then(() => say())),
        );
        await sayAndWait();
      }
    },
    async tools() {
      await sayAndWait(['look_up', 'book']);
      await sayAndWait(['send_letter']);
      await sayAndWait(['book']);
    },
    async approval() {
      await sayAndWait(['refund']);
      await sayAndWait();
    },
    async plans() {
      await sayAndWait(['plan']);
      await sayAndWait(['plan', 'refund']);
      await sayAndWait(['plan']);
    },
    async agents() {
      await sayAndWait(['handoff']);
      await sayAndWait(['ask']);
      await sayAndWait(['ask', 'handoff']);
    },
    async asks() {
      for (let at = 0; at < 4; at += 1) await sayAndWait([], ' about shoes that go back');
    },
    taken: takenOver,
    async closed() {
      await say();
      await until(visitor, () => visitor.page.draft() !== '', 15_000);
      await desk.act(conversationId, 'close', { reason: 'solved' });
      await sayAndWait();
    },
    async thrifty() {
      for (let at = 0; at < 14; at += 1) await sayAndWait();
    },
    async doomed() {
      await say();
    },
  } as const satisfies Record<Role, () => Promise<void>>;

  await acts[role]();
  return { part, conversationId, token, posted, taken, heard: visitor.page.heard, leave: visitor.leave };
}

/** Longer than the rest of an answer takes, so that one that goes on comes to its end in it. */
const silenceMs = 4_000;
/** What arrived before the answer of a takeover may be read just after it. */
const readingMs = 50;
const patienceMs = 30_000;

/** Somebody has said something after it, or a person has it. */
function isOver({ page }: Visitor, id: string | undefined): boolean {
  const own = page.messages().find((message) => message.id === id);
  if (!own) return false;
  const isHeard = page.messages().some(({ from, seq }) => from !== 'customer' && seq > own.seq);
  return isHeard || page.status() === 'with_operator';
}

/** A customer who waits in vain goes on. */
const until = (visitor: Visitor, holds: () => boolean, withinMs: number) =>
  visitor.page.until(() => holds(), withinMs).catch(() => {});
