import { bounds } from '../../src/domain/bounds.ts';
import type { TurnRef } from '../../src/domain/engine.ts';
import type { TokenShares } from '../../src/domain/token-shares.ts';
import type { Trigger } from '../../src/domain/turn.ts';
import type { Dependencies } from '../dependencies.ts';
import { fitTranscript } from './fit.ts';
import { memoryParts } from './memory-text.ts';
import { whatHappened, whatHappenedBesides } from './what-happened.ts';

interface Asked {
  readonly turn: TurnRef;
  readonly trigger: Trigger;
  /** Earlier turns that this one goes on with. */
  readonly workTurnIds: readonly string[];
  readonly shares: TokenShares;
}

/** What a model is given of the past: the newest messages that fit, notes of what came before, what opened the turn. */
export async function recollect(dependencies: Dependencies, { turn, trigger, workTurnIds, shares }: Asked) {
  const { messages, cases, events, followUps } = dependencies;
  const { conversationId, turnId } = turn;
  const turnIds = [...workTurnIds, turnId];
  const current = await cases.ofTurn(turnId);
  const summary = current?.summary ?? null;
  const afterSeq = current && summary !== null ? current.summary_seq : 0;
  const [rows, happenedEvents, due, openFollowUps] = await Promise.all([
    messages.forTurn(conversationId, turnId, bounds.contextMessagesMax, afterSeq),
    events.ofTurns(turnIds),
    followUps.ofTurns(turnIds),
    followUps.open(conversationId),
  ]);
  const happened = { events: happenedEvents, followUps: due };
  const words = [
    ...rows.filter((row) => row.turnId === turnId && row.from === 'customer').map((row) => row.text),
    ...due.map(({ about }) => about),
  ].join(' ');
  const isFirst = current === undefined || current.number === 1;
  const earlier = isFirst ? [] : await cases.recall(conversationId, current.number, words);
  const besides = isOpenedByNobody(trigger)
    ? undefined
    : whatHappenedBesides(happened, shares.toolResults / 2);
  const lastWord = isOpenedByNobody(trigger) ? whatHappened(happened, shares.toolResults / 2) : undefined;
  return {
    transcript: fitTranscript(rows, turnId, shares.transcript),
    remembered: [
      ...memoryParts({ summary, earlier, openFollowUps }, shares.notes),
      ...(besides === undefined ? [] : [besides]),
    ],
    ...(lastWord !== undefined && { lastWord }),
  };
}

const isOpenedByNobody = (trigger: Trigger) => trigger === 'event' || trigger === 'timer';
