import { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { DraftHandle } from '../src/database/drafts.ts';
import { withoutMarks } from '../src/domain/citation-marks.ts';
import { cleanText } from '../src/domain/clean-text.ts';
import { cutAtSentence } from '../src/domain/cut-at-sentence.ts';
import type { ModelOutcome, TurnRef } from '../src/domain/engine.ts';
import type { ModelRequest, ModelResponse } from '../src/domain/model.ts';
import { ModelError, type ModelErrorKind } from '../src/domain/model-error.ts';
import type { ConnectedModel } from '../src/registry/assistant.ts';
import { type Deadline, openDeadline } from './deadline.ts';
import type { Dependencies } from './dependencies.ts';
import { withHeartbeat } from './heartbeat.ts';
import { openModelTrace } from './model-trace.ts';
import { orderCalls } from './order-calls.ts';
import { createOutputGuard, type OutputGuard, Withheld } from './output-guard.ts';
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
    const { assistant, model, request, work } = await prepareAnswer(dependencies, turn);
    const guard = createOutputGuard(assistant.guardrails.output, request, dependencies.secrets);
    const trace = openModelTrace(dependencies, { ...input, model });
    const deadline = openDeadline(input);
    try {
      const response = await ask(dependencies, { model, request, draft, deadline, guard });
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
      await trace.failed(error);
      if (error instanceof Withheld) throw withheld();
      throw error instanceof ModelError ? failureOf(error, deadline) : error;
    }
  };
}

interface Attempt {
  readonly model: ConnectedModel;
  readonly request: ModelRequest;
  readonly draft: DraftHandle;
  readonly deadline: Deadline;
  readonly guard: OutputGuard;
}

async function ask(
  { drafts, modelFor }: Dependencies,
  { model, request, draft, deadline, guard }: Attempt,
): Promise<ModelResponse> {
  const release = createDraftRelease(drafts, draft, guard);
  const response = await withHeartbeat(async (cancelled) => {
    try {
      const onText = (text: string) => release.add(text.replaceAll('\0', ''));
      const signal = AbortSignal.any([cancelled, deadline.signal]);
      return await modelFor(model).complete(request, { signal, gapTimeoutMs, onText });
    } catch (error) {
      if (cancelled.aborted) throw new CancelledFailure('the model call was cancelled');
      if (deadline.signal.aborted)
        throw ApplicationFailure.nonRetryable('the turn has met its deadline', 'deadline');
      throw error;
    }
  });
  await release.finish();
  return response;
}

/** The longest silence of a model before the attempt is given up. */
const gapTimeoutMs = 15_000;

function answerOf(text: string, cited: readonly number[]): ModelOutcome {
  if (text === '') throw new ModelError('transient', 'the model said nothing', { hadOutput: true });
  return { kind: 'answer', text, ...(cited.length > 0 && { cited }) };
}

function textOf(response: ModelResponse): string {
  const text = cleanText(response.text);
  return response.finishReason === 'length' ? cutAtSentence(`${text} `, text.length) : text;
}

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
