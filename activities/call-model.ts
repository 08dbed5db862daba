import { withoutMarks } from '../src/domain/citation-marks.ts';
import type { ModelOutcome, TurnRef } from '../src/domain/engine.ts';
import { ModelError } from '../src/domain/model-error.ts';
import { openDeadline } from './deadline.ts';
import type { Dependencies } from './dependencies.ts';
import { openModelTrace } from './model-trace.ts';
import { answerFailure } from './models/answer-failure.ts';
import { askModel } from './models/ask-model.ts';
import { saidIn } from './models/said.ts';
import { orderCalls } from './order-calls.ts';
import { createOutputGuard } from './output-guard.ts';
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
      const { text, numbers } = withoutMarks(saidIn(response));
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
      const failure = answerFailure(error, deadline);
      await trace.failed(deadline.signal.aborted ? failure : error);
      throw failure;
    }
  };
}

function answerOf(text: string, cited: readonly number[]): ModelOutcome {
  if (text === '') throw new ModelError('transient', 'the model said nothing', { hadOutput: true });
  return { kind: 'answer', text, ...(cited.length > 0 && { cited }) };
}
