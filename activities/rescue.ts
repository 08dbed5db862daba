import type { Agenda } from '../src/domain/agenda.ts';
import type { Conversation } from '../src/domain/conversation.ts';
import type { ControlView } from '../src/domain/engine.ts';
import { failurePolicy } from '../src/domain/failure-policy.ts';
import { viewOf } from './conversation.ts';
import type { Dependencies } from './dependencies.ts';
import { agendaAfter } from './memory/agenda.ts';
import { apologyAt, promisedAt } from './settings.ts';

/** Gives a conversation that could not be worked on to operators, whatever turn it was in, and tells the customer. */
export function createRescue(dependencies: Dependencies) {
  const { control, conversations, turns, findAssistant } = dependencies;

  return async function rescue({ conversationId }: { conversationId: string }): Promise<{
    control: ControlView;
    view: Conversation;
    agenda: Agenda;
  }> {
    const { fence, controller } = await control.see(conversationId);
    const conversation = await conversations.get(conversationId);
    const { items } = await turns.list(conversationId, { limit: 1 });
    const [last] = items;
    if (controller === 'assistant') {
      const language = await conversations.language(conversationId);
      const spoken = { assistant: conversation && findAssistant(conversation.assistant), language };
      const promised = promisedAt(spoken, new Date());
      const text = apologyAt(spoken, promised);
      const { reason } = failurePolicy.bug;
      await control.handOver({ conversationId, fence, turnId: last?.id, reason, ...promised, text });
    }
    const view = await viewOf(dependencies, conversationId);
    const agenda = await agendaAfter(dependencies, view);
    return { control: await control.see(conversationId), view, agenda };
  };
}
