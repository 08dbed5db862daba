import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { DueSummary } from '../../src/database/memory.ts';
import type { Agenda } from '../../src/domain/agenda.ts';
import type { ModelResponse } from '../../src/domain/model.ts';
import { ModelError } from '../../src/domain/model-error.ts';
import type { Assistant, ConnectedModel } from '../../src/registry/assistant.ts';
import { viewOf } from '../conversation.ts';
import { spentOn, stepCost } from '../cost.ts';
import type { Dependencies } from '../dependencies.ts';
import { askModel } from '../models/ask-model.ts';
import { QueuedElsewhere } from '../models/queued-elsewhere.ts';
import { assistantOf } from '../read-turn.ts';
import { agendaAfter, summaryLimitsOf } from './agenda.ts';
import { extractSummary } from './extract-summary.ts';
import { readSummary, summaryRequest } from './summary-request.ts';

/** What became of it, for the reader of the history. */
export interface Summarised {
  readonly outcome: 'written' | 'overtaken' | 'failed' | 'nothing to do';
  readonly agenda: Agenda;
}

/**
 * Writes the next summary that is due: of the open case once it is long, of a closed one to its end. When no model can
 * be asked, a closed case gets an extract for the time being, and it is tried again after a later turn.
 */
export function createSummarise(dependencies: Dependencies) {
  const { memory, log } = dependencies;

  return async function summarise(input: { conversationId: string; queue?: string }): Promise<Summarised> {
    const { conversationId, queue } = input;
    const view = await viewOf(dependencies, conversationId);
    const assistant = await assistantOf(dependencies, conversationId);
    const due = await memory.due(conversationId, summaryLimitsOf(assistant));
    if (!due) return { outcome: 'nothing to do', agenda: await agendaAfter(dependencies, view) };
    try {
      const { summary, by } = await write(dependencies, due, { assistant, queue });
      const isOurs = await memory.save(due, summary, by);
      const agenda = await agendaAfter(dependencies, view);
      return { outcome: isOurs ? 'written' : 'overtaken', agenda };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      log.warn({ kind: error.kind, conversationId }, 'a summary could not be written');
      const mayTryAgain =
        error.next?.kind === 'ask' &&
        (error.next.isAnother || error.kind === 'transient') &&
        Context.current().info.attempt < attemptsMax;
      if (mayTryAgain) throw ApplicationFailure.create({ type: error.kind, message: 'there is no summary' });
      await memory.noteFailure(due, extractSummary(due));
      const agenda = await agendaAfter(dependencies, view);
      return { outcome: 'failed', agenda: { ...agenda, mustSummarise: false } };
    }
  };
}

/** The model's; one that may be asked again is, so often. */
const attemptsMax = 2;
const summaryMs = 30_000;

async function write(
  dependencies: Dependencies,
  due: DueSummary,
  { assistant, queue }: { readonly assistant: Assistant; readonly queue: string | undefined },
): Promise<{ readonly summary: string; readonly by: 'model' | 'extract' }> {
  // Without a turn there is no trace that could tell of the cost.
  const { turnId } = due;
  const tier = assistant.understandingTier;
  const model = assistant.connected.get(tier);
  if (turnId === undefined || !model) return { summary: extractSummary(due), by: 'extract' };
  const trace = openTrace(dependencies, due, turnId, model);
  try {
    const { response, read: summary } = await askModel(dependencies, {
      callId: `${turnId}:memory:${due.caseNumber}:${due.toSeq}`,
      turn: { conversationId: due.conversationId, turnId },
      caseNumber: due.caseNumber,
      ...{ assistant, tier, queue },
      request: (asked) => summaryRequest(asked.model, due),
      until: AbortSignal.timeout(summaryMs),
      gapTimeoutMs: summaryMs,
      read: ({ text }) => readSummary(text, due),
    });
    await trace('written', response);
    return { summary, by: 'model' };
  } catch (error) {
    if (error instanceof QueuedElsewhere) throw error;
    await trace(error instanceof ModelError ? error.kind : 'failed');
    throw error;
  }
}

function openTrace({ steps }: Dependencies, due: DueSummary, turnId: string, model: ConnectedModel) {
  const startedAt = new Date();
  return async (outcome: string, response?: ModelResponse): Promise<void> => {
    const spent = response && spentOn(model, response.usage);
    await steps.record({
      id: `${turnId}:memory:${due.caseNumber}:${due.toSeq}`,
      conversationId: due.conversationId,
      turnId,
      kind: 'memory',
      component: model.model,
      startedAt,
      attempts: Context.current().info.attempt,
      outcome,
      ...stepCost(spent ?? {}),
      detail: { case: due.caseNumber, fromSeq: due.fromSeq, toSeq: due.toSeq },
    });
  };
}
