import type { Agenda } from '../src/domain/agenda.ts';
import { pausedReason } from '../src/domain/component.ts';
import type { Conversation } from '../src/domain/conversation.ts';
import type {
  ControlView,
  HandOverWords,
  OpenedTurnRef,
  TurnEnding,
  TurnOpening,
  TurnRef,
  TurnRequest,
} from '../src/domain/engine.ts';
import { firstRoute } from '../src/domain/route.ts';
import type { TurnOutcome } from '../src/domain/turn.ts';
import { accountOf, type TurnAccount } from '../src/domain/turn-account.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import { viewOf } from './conversation.ts';
import type { Dependencies } from './dependencies.ts';
import { agendaAfter, agendaDuring } from './memory/agenda.ts';
import { withPlans } from './plan/with-plans.ts';
import { pinnedTo } from './read-turn.ts';
import { pausedFailure } from './refuse-if-paused.ts';
import { apologyAt, fixedText, promisedAt, settingsOf } from './settings.ts';

/** The engine's own writes on a turn: idempotent, each one transaction. */
export function createTurnActivities(dependencies: Dependencies) {
  const { turns, control, conversations, turnPassages, steps, components, findAssistant } = dependencies;

  const assistantOf = async (conversationId: string) => {
    const conversation = await conversations.get(conversationId);
    return conversation && findAssistant(conversation.assistant);
  };
  const spokenIn = async (turn: TurnRef) => ({
    assistant: await pinnedTo(dependencies, turn),
    language: await conversations.language(turn.conversationId),
  });

  /** What the workflow shows, and what it has before it. */
  const standing = async (conversationId: string): Promise<After> => {
    const view = await viewOf(dependencies, conversationId);
    return { view, agenda: await agendaAfter(dependencies, view) };
  };
  const after = async ({ conversationId, turnId }: TurnRef): Promise<After> => ({
    ...(await standing(conversationId)),
    account: accountOf(await steps.ofTurn(turnId)),
  });

  /** A turn that no message opened goes on where the last one was. */
  const routeFor = async ({ trigger, conversationId }: TurnRequest, assistant: Assistant | undefined) => {
    const last = trigger === 'message' ? undefined : await turns.lastRoute(conversationId);
    if (last) {
      const { wanted, ...route } = last;
      return { ...route, tier: wanted ?? route.tier, reason: 'goes on where the last turn was' };
    }
    return assistant ? firstRoute(assistant) : { agent: '', tier: '', reason: 'there is no such assistant' };
  };

  /** Undefined: an operator is in control, and gets what comes. */
  const standStill = async (
    { conversationId, afterSeq }: TurnRequest,
    assistant: Assistant,
  ): Promise<TurnOpening | undefined> => {
    const now = await control.see(conversationId);
    if (now.controller === 'operator') return undefined;
    return {
      settings: settingsOf(assistant, dependencies.hasSearchAttributes),
      ...{ control: now, claimedSeq: afterSeq, isPaused: true },
      ...(await standing(conversationId)),
    };
  };

  return {
    async openTurn(request: TurnRequest): Promise<TurnOpening> {
      const assistant = await assistantOf(request.conversationId);
      const manner = assistant && components.pauseOf(assistant.id);
      if (assistant && manner === 'wait' && !isOnDecision(request)) {
        const waits = await standStill(request, assistant);
        if (waits) return waits;
      }
      const opened = await turns.open({
        ...request,
        manifestHash: assistant?.manifest.hash ?? '',
        route: await routeFor(request, assistant),
      });
      const { conversationId } = request;
      const { control, claimedSeq } = opened;
      const turn = opened.turn && (await withPlans(dependencies, opened.turn));
      return {
        settings: settingsOf(assistant, dependencies.hasSearchAttributes),
        control,
        claimedSeq,
        view: await viewOf(dependencies, conversationId),
        agenda: await agendaDuring(dependencies, conversationId),
        ...(turn && {
          turn: {
            ...{ conversationId, fence: control.fence, ...turn },
            ...(assistant && { manifestHash: assistant.manifest.hash }),
            isWatched: true,
            recordsLateness: true,
            ...(manner === 'hand_over' && turn.speaks && { handOverBecause: pausedReason }),
            ...(request.trigger === 'message' && assistant && readingOf(assistant)),
          },
        }),
      };
    },

    async commitAnswer(input: {
      turn: TurnRef;
      text: string;
      cited?: readonly number[];
      answersTurnIds: readonly string[];
    }): Promise<{ committed: boolean } & After> {
      const { turn, text, cited = [], answersTurnIds } = input;
      const citations = await turnPassages.cited(turn.turnId, cited);
      const committed = await turns.commitAnswer({ ...turn, text, citations, answersTurnIds });
      if (committed.outcome === 'paused') throw pausedFailure(committed.manner);
      return { committed: committed.outcome === 'committed', ...(await after(turn)) };
    },

    /** `ended` where it isn't the outcome asked for. */
    async endTurn({ turn, note, ...ending }: TurnEnding): Promise<After & { ended?: TurnOutcome }> {
      const said = note && {
        fence: turn.fence,
        text: fixedText(await spokenIn(turn), note),
      };
      const ended = await turns.end({ ...ending, ...turn, ...(said && { note: said }) });
      return { ...(await after(turn)), ...(ended !== ending.outcome && { ended }) };
    },

    /** Says that it takes longer, unless the customer has heard something in this turn, or nobody was at work. */
    async tellDelay({ turn, isTold, lateMs, allowanceMs }: Deadline): Promise<After & { isDue: boolean }> {
      const isDue = lateMs <= allowanceMs / 2;
      if (isDue && !isTold)
        await turns.tellDelay({ ...turn, text: fixedText(await spokenIn(turn), 'degraded') });
      return { ...(await standing(turn.conversationId)), isDue };
    },

    /** Hands over under the turn's fence; if that has moved, somebody else has decided, and the turn just ends. */
    async handOver(input: HandOverOrder): Promise<{ control: ControlView } & After> {
      const { turn, reason, says } = input;
      const spoken = await spokenIn(turn);
      const promised = promisedAt(spoken, new Date());
      const text = says === 'apology' ? apologyAt(spoken, promised) : promised.text;
      const { outcome } = await control.handOver({
        ...turn,
        reason,
        ...promised,
        text,
        isOnce: says === 'once',
      });
      if (outcome === 'fenced') await turns.end({ ...turn, outcome: 'handed_over', reason });
      return {
        control: await control.see(turn.conversationId),
        ...(await after(turn)),
      };
    },
  };
}

/** That a turn's deadline has passed. */
interface Deadline {
  readonly turn: TurnRef;
  /** Whether the customer was told before. */
  readonly isTold: boolean;
  /** How long after it was due the workflow was told: long, when nobody was at work. */
  readonly lateMs: number;
  readonly allowanceMs: number;
}

interface HandOverOrder {
  readonly turn: TurnRef;
  readonly reason: string;
  readonly says?: HandOverWords;
}

const isOnDecision = ({ trigger }: TurnRequest) => trigger === 'decision' || trigger === 'expiry';

/** What the workflow is told when a turn has ended; older histories have no account, or not even an agenda. */
interface After {
  readonly view: Conversation;
  readonly agenda?: Agenda;
  readonly account?: TurnAccount;
}

/** What has to be found out before a model answers a customer's words. */
function readingOf({ agents }: Assistant): Pick<OpenedTurnRef, 'reads' | 'knowledge'> {
  const knowledge = [...new Set(Object.values(agents).flatMap((agent) => agent.knowledge))];
  return { reads: true, ...(knowledge.length > 0 && { knowledge }) };
}
