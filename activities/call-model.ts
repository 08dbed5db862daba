import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { withoutMarks } from '../src/domain/citation-marks.ts';
import { cleanText } from '../src/domain/clean-text.ts';
import { cutAtSentence } from '../src/domain/cut-at-sentence.ts';
import type { ModelOutcome, TurnRef } from '../src/domain/engine.ts';
import type { ModelResponse } from '../src/domain/model.ts';
import { ModelError, type ModelErrorKind } from '../src/domain/model-error.ts';
import { type Deadline, openDeadline } from './deadline.ts';
import type { Dependencies } from './dependencies.ts';
import { openModelTrace } from './model-trace.ts';
import { askModel } from './models/ask-model.ts';
import { orderCalls } from './order-calls.ts';
import { createOutputGuard, Withheld } from './output-guard.ts';
import { prepareAnswer } from './prepare-answer.ts';
import { createDraftRelease, Overtaken } from './release-draft.ts';

interface Input {
  readonly turn: TurnRef;
  /** Counts the turn's model calls, from 0. */
  readonly round: number;
  /** The turn's, ms since the epoch. */
  readonly deadlineAtMs: number;
  /** What an attempt gets that starts after the deadline, because nobody was at work before. */
  readonly allowanceMs: number;
}

/**
 * Asks the model once and shows its text while it comes. The answer is the result; tool calls are written down in the
 * order asked. A failure says by its type whether the workflow's policy asks again.
 */
export function createCallModel(dependencies: Dependencies) {
  const { turns, drafts, toolCalls } = dependencies;

  return async function callModel(input: Input): Promise<ModelOutcome> {
    const { turn, round } = input;
    const draft = await drafts.begin(turn);
    if (!draft) return { kind: 'fenced' };
    const deadline = openDeadline(input);
    const { assistant, tier, model, request, work } = await prepareAnswer(dependencies, turn);
    const guard = createOutputGuard(assistant.guardrails.output, request, dependencies.secrets);
    const trace = openModelTrace(dependencies, { ...input, model });
    const release = createDraftRelease(drafts, draft, guard);
    try {
      const { response } = await askModel(dependencies, {
        callId: `${turn.turnId}:model:${round}`,
        ...{ turn, assistant, tier },
        request: () => request,
        until: deadline.signal,
        onText: (text) => release.add(text.replaceAll('\0', '')),
      });
      await release.finish();
      const spent = await trace.answered(response);
      const { text, numbers } = withoutMarks(textOf(response));
      // Once more as a whole: what a rule looks for may stand in two sentences.
      guard(text);
      if (response.toolCalls.length === 0) return { ...answerOf(text, numbers), spent };
      if (text !== '') await turns.addNote({ ...turn, id: `${turn.turnId}:${round}`, text });
      const ordered = orderCalls(response.toolCalls, { ...work, turn, round, hashOf: dependencies.hashOf });
      const isWritten = await toolCalls.writeRound(
        draft,
        round,
        ordered.map((call) => call.record),
      );
      if (!isWritten) return { kind: 'fenced' };
      const orders = ordered.flatMap((call) => (call.order ? [call.order] : []));
      return { kind: 'calls', orders, spent };
    } catch (error) {
      if (error instanceof Overtaken) return { kind: 'fenced' };
      const isLate = error instanceof ModelError && deadline.signal.aborted;
      await trace.failed(isLate ? tooLate() : error);
      if (isLate) throw tooLate();
      if (error instanceof Withheld) throw withheld();
      throw error instanceof ModelError ? failureOf(error, deadline) : error;
    }
  };
}

function answerOf(text: string, cited: readonly number[]): ModelOutcome {
  if (text === '') throw new ModelError('transient', 'the model said nothing', { hadOutput: true });
  return { kind: 'answer', text, ...(cited.length > 0 && { cited }) };
}

function textOf(response: ModelResponse): string {
  const text = cleanText(response.text);
  return response.finishReason === 'length' ? cutAtSentence(`${text} `, text.length) : text;
}

const tooLate = () => ApplicationFailure.nonRetryable('the turn has met its deadline', 'deadline');

/** A model that was unlucky is asked once more; one that insists isn't. */
const withheld = () =>
  ApplicationFailure.create({
    type: 'withheld',
    message: 'an output rule did not let the answer pass',
    nonRetryable: Context.current().info.attempt > 1,
  });

const mayAskAgain: readonly ModelErrorKind[] = ['transient', 'rate_limited', 'unavailable'];

/** What there is no time left for isn't tried. */
function failureOf(error: ModelError, deadline: Deadline): ApplicationFailure {
  const { kind, message, retryAfterMs } = error;
  const isTooLate = Date.now() + (retryAfterMs ?? 0) >= deadline.atMs;
  return ApplicationFailure.create({
    type: kind,
    message,
    nonRetryable: isTooLate || !mayAskAgain.includes(kind),
    ...(retryAfterMs !== undefined && { nextRetryDelay: retryAfterMs }),
  });
}
