import type { Conversations } from '../database/conversations.ts';
import type { Doorbell as HttpDoorbell } from '../http/dependencies.ts';
import type { Doorbell } from '../temporal/doorbell.ts';

/** Requests name a conversation; a workflow that is started by being rung also needs to know its assistant. */
export function doorbellForHttp(conversations: Pick<Conversations, 'get'>, doorbell: Doorbell): HttpDoorbell {
  async function named<Act extends { conversationId: string }>(
    act: Act,
  ): Promise<Act & { assistant: string }> {
    const conversation = await conversations.get(act.conversationId);
    if (!conversation) throw new Error('no such conversation');
    return { ...act, assistant: conversation.assistant };
  }
  return {
    message: (message) => doorbell.message(message),
    takeOver: async (act) => doorbell.takeOver(await named(act)),
    handBack: async (act) => doorbell.handBack(await named(act)),
    close: async (act) => doorbell.close(await named(act)),
    decide: async (act) => doorbell.decide(await named(act)),
    wakeUp: (rung) => doorbell.wakeUp(rung),
    event: async (event) => doorbell.event(await named(event)),
  };
}
