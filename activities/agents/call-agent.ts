import { Context } from '@temporalio/activity';
import { agentBounds, threadOf } from '../../src/domain/agents.ts';
import { bounds } from '../../src/domain/bounds.ts';
import { cutAtSentence } from '../../src/domain/cut-at-sentence.ts';
import type { AgentOutcome } from '../../src/domain/engine.ts';
import { ModelError } from '../../src/domain/model-error.ts';
import { openDeadline } from '../deadline.ts';
import type { Dependencies } from '../dependencies.ts';
import { openModelTrace } from '../model-trace.ts';
import { answerFailure } from '../models/answer-failure.ts';
import { askModel } from '../models/ask-model.ts';
import { QueuedElsewhere } from '../models/queued-elsewhere.ts';
import { saidIn } from '../models/said.ts';
import { orderCalls } from '../order-calls.ts';
import { createOutputGuard } from '../output-guard.ts';
import { prepareQuestion, type Question } from './prepare-question.ts';

interface Input extends Question {
  /** The turn's, ms since the epoch. */
  readonly deadlineAtMs: number;
  readonly allowanceMs: number;
  /** The component whose queue it waited in, if in any. */
  readonly queue?: string;
}

/**
 * Asks the model of an agent that was asked by another one. Its answer goes to the call that asked, not to the
 * customer; what it asks tools for is written down and run like any other call.
 */
export function createCallAgent(dependencies: Dependencies) {
  const { threads, toolCalls, steps, hashOf } = dependencies;

  return async function callAgent(input: Input): Promise<AgentOutcome> {
    const { turn, thread, agent, round } = input;
    const handle = await threads.begin(turn, thread);
    if (!handle) return { kind: 'fenced' };
    const deadline = openDeadline(input);
    const { assistant, tier, model, request, work } = await prepareQuestion(dependencies, input);
    const trace = openModelTrace(dependencies, { turn, thread, round, model, request });
    try {
      const { response } = await askModel(dependencies, {
        callId: `${thread}:model:${round}`,
        ...{ turn, assistant, tier, queue: input.queue },
        request: () => request,
        until: deadline.signal,
      });
      const spent = await trace.answered(response);
      if (response.toolCalls.length > 0) {
        const ordered = orderCalls(response.toolCalls, {
          ...work,
          turn,
          round,
          hashOf,
          asked: { thread, agent },
        });
        const records = ordered.map((call) => call.record);
        if (!(await toolCalls.writeRound(handle, round, records))) return { kind: 'fenced' };
        return { kind: 'calls', orders: ordered.flatMap(({ order }) => order ?? []), spent };
      }
      const text = cutAtSentence(saidIn(response), agentBounds.answerTextMax);
      if (text === '') throw new ModelError('transient', 'the model said nothing', { hadOutput: true });
      // What it makes up would count as known to whoever speaks with the customer.
      await createOutputGuard(dependencies, { turn, assistant }, request)(text);
      if (!(await threads.answer(handle, { answer: text }))) return { kind: 'fenced' };
      const parentId = threadOf(thread);
      await steps.record({
        ...turn,
        id: thread,
        ...(parentId !== undefined && { parentId }),
        kind: 'agent',
        component: agent,
        startedAt: handle.begunAt,
        attempts: Context.current().info.attempt,
        outcome: 'answered',
      });
      return { kind: 'answer', preview: text.slice(0, bounds.previewTextMax), spent };
    } catch (error) {
      if (error instanceof QueuedElsewhere) throw error;
      const failure = answerFailure(error, deadline);
      await trace.failed(deadline.signal.aborted ? failure : error);
      throw failure;
    }
  };
}
