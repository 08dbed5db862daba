import type { OpenedTurnRef } from '../src/domain/engine.ts';
import { confidenceMin, type Understood } from '../src/domain/understanding.ts';
import { inModelQueue } from './model-queue.ts';
import { retrieval, understanding } from './policies.ts';
import { showStory } from './show.ts';
import type { ConversationState } from './state.ts';

/** What the turn's beginning found out that decides what is done next. */
interface Reading {
  /** Why a person is needed, if one is. */
  readonly personBecause?: string | undefined;
  /** Whether the request is to be taken apart first. */
  readonly isComposite: boolean;
}

/** Makes out what the customer wants while the first look-up runs. */
export async function understandTurn(state: ConversationState, turn: OpenedTurnRef): Promise<Reading> {
  const { knowledge = [] } = turn;
  const [understood, retrieved] = await Promise.all([
    inModelQueue((queue) =>
      understanding('Make out what the customer wants', queue).understand({
        turn,
        ...(queue !== undefined && { queue }),
      }),
    ),
    knowledge.length === 0
      ? { titles: [] }
      : retrieval('Look into the knowledge').retrieve({ turn, bases: knowledge }),
  ]);
  const isUnsure = understood.by === 'model' && understood.confidence < confidenceMin;
  state.unsureInRow = isUnsure ? (state.unsureInRow ?? 0) + 1 : 0;
  const { intent, confidence, route } = understood;
  showStory(state, { ...(intent !== undefined && { intent }), confidence, route, titles: retrieved.titles });
  const { isComposite = false } = understood;
  return { personBecause: personBecause(state, understood), isComposite };
}

function personBecause(
  { settings, unsureInRow = 0 }: ConversationState,
  { wantsPerson, personBecause }: Understood,
) {
  const { handsOverWhenAsked = false, lowConfidenceTimes = Number.POSITIVE_INFINITY } = settings;
  if (wantsPerson && handsOverWhenAsked) return 'the customer asked for a person';
  if (unsureInRow >= lowConfidenceTimes) return 'the assistant could not make out what the customer wants';
  return personBecause;
}
