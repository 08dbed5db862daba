import { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { DraftHandle } from '../src/database/drafts.ts';
import { bounds } from '../src/domain/bounds.ts';
import { cleanText } from '../src/domain/clean-text.ts';
import { cutAtSentence } from '../src/domain/cut-at-sentence.ts';
import type { ModelOutcome, TurnRef } from '../src/domain/engine.ts';
import type { ModelRequest, ModelResponse } from '../src/domain/model.ts';
import { ModelError, type ModelErrorKind } from '../src/domain/model-error.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import { costMicroUsd } from './cost.ts';
import type { Dependencies } from './dependencies.ts';
import { withHeartbeat } from './heartbeat.ts';
import { modelMessages } from './model-context.ts';
import { orderCalls } from './order-calls.ts';
import { createDraftRelease, Overtaken } from './release-draft.ts';

interface Input {
  readonly turn: TurnRef;
  /** Counts the turn's model calls, from 0. */
  readonly round: number;
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
    const { assistant, request, work } = await prepare(dependencies, turn);
    const startedAt = new Date();
    try {
      const response = await ask(dependencies, assistant, request, draft);
      await record(dependencies, input, assistant, startedAt, response);
      const text = textOf(response);
      if (response.toolCalls.length === 0) return { kind: 'answer', text };
      if (text !== '') await turns.addNote({ ...turn, id: `${turn.turnId}:${round}`, text });
      const ordered = orderCalls(response.toolCalls, { ...work, turn, round, hashOf: dependencies.hashOf });
      const isWritten = await toolCalls.writeRound(
        draft,
        round,
        ordered.map((call) => call.record),
      );
      if (!isWritten) return { kind: 'fenced' };
      return { kind: 'calls', orders: ordered.flatMap((call) => (call.order ? [call.order] : [])) };
    } catch (error) {
      if (error instanceof Overtaken) return { kind: 'fenced' };
      if (!(error instanceof ModelError)) throw error;
      await recordFailure(dependencies, input, assistant, startedAt, error);
      throw failureOf(error);
    }
  };
}

async function prepare(dependencies: Dependencies, { conversationId, turnId }: TurnRef) {
  const { conversations, messages, turns, toolCalls, approvals, findAssistant } = dependencies;
  const conversation = await conversations.get(conversationId);
  const assistant = conversation && findAssistant(conversation.assistant);
  if (!assistant) throw ApplicationFailure.nonRetryable('the assistant is no longer configured', 'invalid');
  const turn = await turns.find(turnId);
  const [transcript, calls, open, customer, guidance] = await Promise.all([
    messages.last(conversationId, bounds.contextMessagesMax),
    toolCalls.ofTurns([...turn.work_turn_ids, turnId]),
    approvals.open(conversationId),
    toolCalls.customerOf(turnId),
    conversations.guidance(conversationId),
  ]);
  const waiting = open.filter((approval) => approval.state === 'pending');
  const request: ModelRequest = {
    model: assistant.answeringModel.model,
    outputTokensMax: assistant.answeringModel.outputTokensMax,
    messages: modelMessages({ ...assistant, transcript, calls, waiting, guidance, today: new Date() }),
    tools: [...assistant.tools.values()],
  };
  const refused = calls.filter((call) => call.state === 'rejected');
  return { assistant, request, work: { tools: assistant.tools, customer, waiting, refused } };
}

async function ask(
  { drafts, modelFor }: Dependencies,
  assistant: Assistant,
  request: ModelRequest,
  draft: DraftHandle,
): Promise<ModelResponse> {
  const release = createDraftRelease(drafts, draft);
  const response = await withHeartbeat(async (signal) => {
    try {
      const onText = (text: string) => release.add(text.replaceAll('\0', ''));
      return await modelFor(assistant).complete(request, { signal, gapTimeoutMs, onText });
    } catch (error) {
      if (signal.aborted) throw new CancelledFailure('the model call was cancelled');
      throw error;
    }
  });
  await release.finish();
  return response;
}

/** The longest silence of a model before the attempt is given up. */
const gapTimeoutMs = 15_000;

function textOf(response: ModelResponse): string {
  const text = cleanText(response.text);
  return response.finishReason === 'length' ? cutAtSentence(`${text} `, text.length) : text;
}

async function record(
  { steps }: Dependencies,
  { turn, round }: Input,
  assistant: Assistant,
  startedAt: Date,
  response: ModelResponse,
): Promise<void> {
  const { usage } = response;
  const cost = usage && costMicroUsd(assistant.answeringModel, usage);
  await steps.record({
    ...stepOf(turn, round, assistant, startedAt),
    outcome: response.toolCalls.length > 0 ? 'calls' : 'answer',
    ...(usage && { tokens: { input: usage.inputTokens, output: usage.outputTokens } }),
    ...(cost !== undefined && { costMicroUsd: cost }),
  });
}

async function recordFailure(
  { steps, log }: Dependencies,
  { turn, round }: Input,
  assistant: Assistant,
  startedAt: Date,
  error: ModelError,
): Promise<void> {
  log.warn({ kind: error.kind, status: error.status, turnId: turn.turnId }, 'a model call failed');
  await steps.record({ ...stepOf(turn, round, assistant, startedAt), outcome: error.kind });
}

const stepOf = (turn: TurnRef, round: number, assistant: Assistant, startedAt: Date) => ({
  id: `${turn.turnId}:model:${round}`,
  conversationId: turn.conversationId,
  turnId: turn.turnId,
  kind: 'model' as const,
  component: assistant.answeringModel.model,
  startedAt,
  attempts: Context.current().info.attempt,
});

const mayAskAgain: readonly ModelErrorKind[] = ['transient', 'rate_limited', 'unavailable'];

function failureOf(error: ModelError): ApplicationFailure {
  return ApplicationFailure.create({
    type: error.kind,
    message: error.message,
    nonRetryable: !mayAskAgain.includes(error.kind),
    ...(error.retryAfterMs !== undefined && { nextRetryDelay: error.retryAfterMs }),
  });
}
