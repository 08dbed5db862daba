import assert from 'node:assert/strict';
import { isKeyOf } from '../../chaos/support/assert-effects-once.ts';
import { answerTo, wish } from '../../chaos/support/work-script.ts';
import { type Console, openConsole } from '../../start/support/console.ts';
import type { FarEnd } from '../../start/support/far-end.ts';
import type { Visitor } from '../../start/support/visitor.ts';
import type { WrittenTool } from '../../start/support/write-assistant.ts';

export type Guarded = Awaited<ReturnType<typeof openGuarded>>;

/** A conversation that waits for somebody's yes to one call of the tool. */
export async function openGuarded({
  token,
  tool,
  visitor,
}: {
  token: string;
  tool: WrittenTool;
  visitor: Visitor;
}) {
  const { conversationId, page } = visitor;
  const messageId = await visitor.say(wish(token, [tool.name]));
  await page.until(({ status }) => status.state === 'waiting_approval');
  return {
    /** Says yes at this door. */
    async approve(http: string): Promise<void> {
      const console = await openConsole(http);
      const pending = await console.all('/v1/approvals?state=pending');
      const own = pending.filter((one) => one.conversationId === conversationId);
      assert.equal(own.length, 1);
      const [{ id, version, args }] = own;
      assert.deepEqual(args, { [tool.field]: token });
      await console.post(`/v1/approvals/${id}/decision`, { version, decision: 'approve' });
    },
    /** The call came to its far end once, under its key, and the customer heard of it once. */
    async assertDoneOnce(console: Console, farEnd: FarEnd): Promise<void> {
      await page.until(({ messages }) => messages.some(({ kind }) => kind === 'answer'));
      assert.deepEqual(page.answers(), [answerTo(token, 1)]);
      assert.deepEqual(page.faults, []);
      const arrivals = farEnd.with(token);
      assert.equal(arrivals.length, 1);
      assert.ok(isKeyOf(arrivals[0]?.effectKey ?? '', tool.name, token), JSON.stringify(arrivals));
      const messages = await console.all(`/v1/conversations/${conversationId}/messages`);
      assert.deepEqual(
        messages.filter(({ from }) => from === 'customer').map(({ id, disposition }) => [id, disposition]),
        [[messageId, 'answered']],
      );
    },
  };
}
