import type { Agenda } from '../src/domain/agenda.ts';
import type { Conversation } from '../src/domain/conversation.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import { accountOf, type TurnAccount } from '../src/domain/turn-account.ts';
import { viewOf } from './conversation.ts';
import type { Dependencies } from './dependencies.ts';
import { agendaAfter } from './memory/agenda.ts';
import { pinnedTo } from './read-turn.ts';
import { fixedText, outageWaitMsOf } from './settings.ts';

interface Input {
  readonly turn: TurnRef;
  /** When it has been long enough, ms since the epoch. Absent: the wait begins. */
  readonly untilMs?: number;
}

/** What the workflow is told of a turn that ended because every model was out. */
interface Waits {
  /** Absent: it has been long enough, or somebody else is in control by now. */
  readonly untilMs?: number;
  readonly view: Conversation;
  readonly agenda: Agenda;
  readonly account: TurnAccount;
}

/** Tells the customer that the answer comes later, and lets what they wrote wait for it. */
export function createWaitForModels(dependencies: Dependencies) {
  const { conversations, steps } = dependencies;

  return async function waitForModels({ turn, untilMs }: Input): Promise<Waits> {
    const { conversationId, turnId } = turn;
    const assistant = await pinnedTo(dependencies, turn);
    const text = fixedText({ assistant, language: await conversations.language(conversationId) }, 'outage');
    const until = new Date(untilMs ?? Date.now() + outageWaitMsOf(assistant));
    const waited = await dependencies.waitForModels({ ...turn, until, text });
    const view = await viewOf(dependencies, conversationId);
    return {
      ...(waited.outcome === 'waits' && { untilMs: waited.until.getTime() }),
      view,
      agenda: await agendaAfter(dependencies, view),
      account: accountOf(await steps.ofTurn(turnId)),
    };
  };
}
