import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { bounds } from '../src/domain/bounds.ts';
import { cleanText } from '../src/domain/clean-text.ts';
import { cutAtSentence } from '../src/domain/cut-at-sentence.ts';
import { ModelError, OverBudget } from '../src/domain/model-error.ts';
import type { SuggestionOutcome, SuggestionRequest } from '../src/domain/suggestion.ts';
import { stepCost } from './cost.ts';
import type { Dependencies } from './dependencies.ts';
import { askModel } from './models/ask-model.ts';
import { toldOf } from './models/told.ts';
import { createOutputGuard, Withheld } from './output-guard.ts';
import { assistantOf } from './read-turn.ts';
import { suggestionRequest } from './suggestion-request.ts';

/**
 * Writes what an operator might answer, from what was said and what the brief tells. It is on the purse of the case like
 * any other question to a model, and only ever shown to operators.
 */
export function createSuggestAnswer(dependencies: Dependencies) {
  const { conversations, messages, turns, turnPassages, brief, suggestions, steps, log } = dependencies;

  async function write(request: Queued, turnId: string): Promise<string> {
    const { conversationId, suggestionId, queue } = request;
    const assistant = await assistantOf(dependencies, conversationId);
    const [transcript, known, passages, language] = await Promise.all([
      messages.last(conversationId, messagesMax),
      brief(conversationId),
      turnPassages.of(turnId),
      conversations.language(conversationId),
    ]);
    const startedAt = new Date();
    const ground = { assistant, transcript, brief: known, passages, language };
    const { tier } = assistant;
    const asked = await askModel(dependencies, {
      callId: `${turnId}:suggestion:${suggestionId}`,
      turn: { conversationId, turnId },
      caseNumber: (await turns.find(turnId)).case_number,
      ...{ assistant, tier, queue },
      request: (model) => suggestionRequest(model, ground),
      until: AbortSignal.timeout(suggestionMs),
      gapTimeoutMs: suggestionMs,
      read: ({ text }) => readDraft(text),
    });
    const told = suggestionRequest(asked.model, ground);
    const turn = { conversationId, turnId, fence: 0 };
    await createOutputGuard(dependencies, { turn, assistant }, told)(asked.read);
    await steps.record({
      ...{ id: `${turnId}:suggestion:${suggestionId}`, conversationId, turnId, kind: 'model' },
      ...{ component: asked.model.model, startedAt, outcome: 'drafted for an operator' },
      attempts: Context.current().info.attempt,
      ...stepCost(asked.spent),
      detail: toldOf(told, asked.response),
    });
    return asked.read;
  }

  return async function suggestAnswer(request: Queued): Promise<SuggestionOutcome> {
    const { suggestionId: id, conversationId, operatorId } = request;
    const before = await suggestions.find(id);
    if (before !== undefined) return { outcome: 'written', text: before };
    const turnId = await turns.lastOf(conversationId);
    if (turnId === undefined) return { outcome: 'none', why: 'Nothing was said yet that could be answered.' };
    try {
      const text = await write(request, turnId);
      await suggestions.save({ id, conversationId, operatorId, text });
      return { outcome: 'written', text };
    } catch (error) {
      if (error instanceof OverBudget) return { outcome: 'none', why: 'The budget has nothing left for it.' };
      if (error instanceof Withheld) return { outcome: 'none', why: 'The draft broke an output rule.' };
      if (!(error instanceof ModelError)) throw error;
      log.warn({ kind: error.kind, conversationId }, 'no draft could be written for an operator');
      if (error.next?.kind === 'ask' && Context.current().info.attempt < attemptsMax)
        throw ApplicationFailure.create({ type: error.kind, message: 'there is no draft' });
      return { outcome: 'none', why: 'No model can be asked at the moment.' };
    }
  };
}

/** With the component whose queue it waited in, if in any. */
type Queued = SuggestionRequest & { readonly queue?: string };

const messagesMax = 40;
/** An operator waits for it. */
const suggestionMs = 12_000;
/** The model's, and that of the next one where there is one. */
const attemptsMax = 2;

function readDraft(text: string): string {
  const draft = cutAtSentence(cleanText(text.replace(/\s*\[\d+\]/g, '')), bounds.messageTextMax);
  if (draft === '') throw new ModelError('transient', 'the model gave no draft', { hadOutput: true });
  return draft;
}
