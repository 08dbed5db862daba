import { ApplicationFailure } from '@temporalio/common';
import type { Agenda } from '../src/domain/agenda.ts';
import type { Conversation } from '../src/domain/conversation.ts';
import type { ControlView, LoadedConversation } from '../src/domain/engine.ts';
import type { Dependencies } from './dependencies.ts';
import { agendaAfter } from './memory/agenda.ts';
import { settingsOf } from './settings.ts';

/** The conversation as a whole: picked up by a run, ended by quiet. */
export function createConversationActivities(dependencies: Dependencies) {
  const { approvals, control, loadStanding, findAssistant, hasSearchAttributes, log } = dependencies;

  const seen = async (conversationId: string): Promise<Seen> => {
    const view = await viewOf(dependencies, conversationId);
    const agenda = await agendaAfter(dependencies, view);
    return { control: await control.see(conversationId), view, agenda };
  };

  return {
    async loadConversation(input: {
      conversationId: string;
      assistant: string;
    }): Promise<LoadedConversation> {
      // A run that somebody starts by hand for a conversation that isn't there has nothing to do, ever.
      const view = await viewOf(dependencies, input.conversationId);
      const standing = await loadStanding(input.conversationId);
      return {
        ...standing,
        settings: settingsOf(findAssistant(view.assistant), hasSearchAttributes),
        view,
        agenda: await agendaAfter(dependencies, view),
        endsLocalsTogether: true,
      };
    },

    /** Tells those who watch that a person has not answered in the time that was promised. */
    async noteOverdue({ conversationId }: { conversationId: string }): Promise<Seen> {
      if (await control.noteOverdue(conversationId))
        log.warn({ conversationId }, 'a promised answer is overdue');
      return await seen(conversationId);
    },

    /** Tells those who decide that nobody has yet, before it is too late. */
    async remindOfApproval(input: { conversationId: string; approvalId: string }): Promise<Seen> {
      const { conversationId, approvalId } = input;
      if (await approvals.remind(approvalId))
        log.warn({ conversationId, approvalId }, 'an approval is about to expire, and nobody has decided');
      return await seen(conversationId);
    },

    async closeIdle(input: { conversationId: string; claimedSeq: number }): Promise<Seen> {
      const { conversationId, claimedSeq } = input;
      await control.closeIdle({
        conversationId,
        lastCustomerSeq: claimedSeq,
        reason: 'the customer has been quiet',
      });
      return await seen(conversationId);
    },
  };
}

/** How a conversation stands after something that no turn did. */
interface Seen {
  readonly control: ControlView;
  readonly view: Conversation;
  readonly agenda?: Agenda;
}

/** The conversation as the workflow shows it. */
export async function viewOf(
  { conversations }: Pick<Dependencies, 'conversations'>,
  conversationId: string,
): Promise<Conversation> {
  const view = await conversations.get(conversationId);
  if (view) return view;
  throw ApplicationFailure.nonRetryable('there is no such conversation', 'unknown-conversation');
}
