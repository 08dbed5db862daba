import assert from 'node:assert/strict';
import type { Console } from '../../start/support/console.ts';
import type { FarEnd } from '../../start/support/far-end.ts';
import { eventually } from '../../support/eventually.ts';
import { assertEffectsOnce } from './assert-effects-once.ts';
import type { Job } from './job.ts';
import type { Writer } from './writer.ts';

/**
 * Holds what operators see of these conversations, and what came to the far end, against what their customers did:
 * every message in its place, numbered without a gap, and answered once; every effect once.
 */
export async function assertNothingLost(
  { jobs, writers }: { jobs: readonly Job[]; writers: readonly Writer[] },
  { console, temporalAddress, farEnd }: { console: Console; temporalAddress: string; farEnd: FarEnd },
): Promise<void> {
  const transcriptOf = (conversationId: string) =>
    console.all(`/v1/conversations/${conversationId}/messages`);
  for (const { visitor, assertAnswered } of jobs) {
    const messages = await transcriptOf(visitor.conversationId);
    assertAnswered(messages);
    assertNumbered(messages);
    await assertEffectsOnce(temporalAddress, visitor.conversationId, farEnd);
  }
  for (const { visitor, assertAnswered } of writers) {
    const { conversationId, page } = visitor;
    const messages = await eventually(async () => {
      const all = await transcriptOf(conversationId);
      return all.some(({ disposition }) => disposition === 'pending') ? undefined : all;
    });
    await page.until((shown) => shown.messages.length === messages.length);
    assertAnswered(messages, await console.all(`/v1/conversations/${conversationId}/turns`));
    assertNumbered(messages);
  }
}

function assertNumbered(messages: readonly { readonly seq: number }[]): void {
  assert.deepEqual(
    messages.map(({ seq }) => seq),
    messages.map((_, at) => at + 1),
  );
}
