import type { Conversation } from '../src/domain/conversation.ts';
import type { ControlView, TurnEnding, TurnOpening, TurnRef, TurnRequest } from '../src/domain/engine.ts';
import { viewOf } from './conversation.ts';
import type { Dependencies } from './dependencies.ts';
import { fixedText, handoverText, settingsOf } from './settings.ts';

/** The engine's own writes on a turn: idempotent, each one transaction. */
export function createTurnActivities(dependencies: Dependencies) {
  const { turns, control, conversations, findAssistant } = dependencies;

  const assistantOf = async (conversationId: string) => {
    const conversation = await conversations.get(conversationId);
    return conversation && findAssistant(conversation.assistant);
  };

  return {
    async openTurn(request: TurnRequest): Promise<TurnOpening> {
      const assistant = await assistantOf(request.conversationId);
      const opened = await turns.open({
        ...request,
        manifestHash: assistant?.manifest.hash ?? '',
        route: {
          agent: assistant?.agent ?? '',
          tier: assistant?.model ?? '',
          reason: 'the only agent and model',
        },
      });
      const { conversationId } = request;
      const { control, claimedSeq, turn } = opened;
      return {
        settings: settingsOf(assistant, dependencies.hasSearchAttributes),
        control,
        claimedSeq,
        view: await viewOf(dependencies, conversationId),
        ...(turn && { turn: { conversationId, fence: control.fence, ...turn } }),
      };
    },

    async commitAnswer(input: {
      turn: TurnRef;
      text: string;
      answersTurnIds: readonly string[];
    }): Promise<{ committed: boolean; view: Conversation }> {
      const { turn, text, answersTurnIds } = input;
      const { outcome } = await turns.commitAnswer({ ...turn, text, citations: [], answersTurnIds });
      return {
        committed: outcome === 'committed',
        view: await viewOf(dependencies, turn.conversationId),
      };
    },

    async endTurn({ turn, note, ...ending }: TurnEnding): Promise<{ view: Conversation }> {
      const said = note && {
        fence: turn.fence,
        text: fixedText(await assistantOf(turn.conversationId), note),
      };
      await turns.end({ ...ending, ...turn, ...(said && { note: said }) });
      return { view: await viewOf(dependencies, turn.conversationId) };
    },

    /** Hands over under the turn's fence; if that has moved, somebody else has decided, and the turn just ends. */
    async handOver(input: {
      turn: TurnRef;
      reason: string;
    }): Promise<{ control: ControlView; view: Conversation }> {
      const { turn, reason } = input;
      const text = handoverText(await assistantOf(turn.conversationId));
      const { outcome } = await control.handOver({ ...turn, reason, text });
      if (outcome === 'fenced') await turns.end({ ...turn, outcome: 'handed_over', reason });
      return {
        control: await control.see(turn.conversationId),
        view: await viewOf(dependencies, turn.conversationId),
      };
    },
  };
}
