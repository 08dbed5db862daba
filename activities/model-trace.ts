import { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { TurnRef } from '../src/domain/engine.ts';
import type { ModelSettings } from '../src/domain/manifest.ts';
import type { ModelRequest, ModelResponse, Spent } from '../src/domain/model.ts';
import { ModelError } from '../src/domain/model-error.ts';
import type { Withheld as WithheldTool } from '../src/domain/plan/offer.ts';
import { spentOn, stepCost } from './cost.ts';
import type { Dependencies } from './dependencies.ts';
import type { Chosen } from './models/set-aside.ts';
import { toldOf } from './models/told.ts';
import { Withheld } from './output-guard.ts';

interface Call {
  readonly turn: TurnRef;
  /** The call that asked, where the model is that of an agent which another one asked. */
  readonly thread?: string;
  readonly round: number;
  readonly model: ModelSettings;
  /** Where it may have been another than the one that was wanted. */
  readonly chosen?: Chosen;
  readonly isFirst?: boolean;
  /** What it is asked, for operators to read. */
  readonly request: ModelRequest;
  /** Tools that it was not offered, and why. */
  readonly withheld?: readonly WithheldTool[];
}

/** Writes down how a model call goes: one step for a round and model, its attempts counted, its costs added up. */
export function openModelTrace(
  { steps, log }: Pick<Dependencies, 'steps' | 'log'>,
  { turn, thread, round, model, chosen, isFirst = true, request, withheld = [] }: Call,
) {
  const step = {
    id: `${thread ?? turn.turnId}:model:${round}${isFirst ? '' : `:${chosen?.tier}`}`,
    ...(thread !== undefined && { parentId: thread }),
    conversationId: turn.conversationId,
    turnId: turn.turnId,
    kind: 'model' as const,
    component: model.model,
    startedAt: new Date(),
    attempts: chosen?.attempts ?? Context.current().info.attempt,
  };
  const detailWith = (response?: ModelResponse) => ({
    ...chosen,
    ...(withheld.length > 0 && { withheld }),
    ...toldOf(request, response),
  });
  return {
    async answered(response: ModelResponse): Promise<Spent> {
      const spent = spentOn(model, response.usage);
      const outcome = response.toolCalls.length > 0 ? 'calls' : 'answer';
      await steps.record({ ...step, outcome, detail: detailWith(response), ...stepCost(spent) });
      return spent;
    },
    async failed(error: unknown): Promise<void> {
      const outcome = outcomeOf(error);
      log.warn({ outcome, turnId: turn.turnId }, 'a model call gave no answer');
      await steps.record({ ...step, outcome, detail: detailWith() });
    },
  };
}

function outcomeOf(error: unknown): string {
  if (error instanceof ModelError) return error.kind;
  if (error instanceof Withheld) return `${error.why} by ${error.rule}`;
  if (error instanceof CancelledFailure) return 'cancelled';
  return (error instanceof ApplicationFailure && error.type) || 'failed';
}
