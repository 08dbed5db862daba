import { CancelledFailure } from '@temporalio/common';
import { ComponentUnavailable, componentIdOf } from '../../src/domain/component.ts';
import { isFault } from '../../src/domain/component-fault.ts';
import type { ModelResponse } from '../../src/domain/model.ts';
import { ModelError } from '../../src/domain/model-error.ts';
import { withHeartbeat } from '../heartbeat.ts';
import type { AskingParts, ModelCall } from './ask-model.ts';
import type { SetAside } from './set-aside.ts';

/** Sends what money was set aside for, through the model's breaker. */
export async function send(
  { modelFor, components }: AskingParts,
  call: ModelCall,
  { model, tier, request, isLast }: SetAside,
): Promise<ModelResponse> {
  const { assistant, until, onText = async () => {} } = call;
  const gapTimeoutMs = gapFor(call, isLast);
  return await withHeartbeat(async (cancelled) => {
    const complete = (halt: AbortSignal) => {
      const signal = AbortSignal.any([cancelled, until, halt]);
      return modelFor(model).complete(request, { signal, gapTimeoutMs, onText });
    };
    try {
      const id = componentIdOf(assistant.id, 'model', tier);
      return await components.guarded(id, complete, { isFault: isModelFault });
    } catch (error) {
      if (cancelled.aborted) throw new CancelledFailure('the model call was cancelled');
      if (until.aborted) throw new ModelError('transient', 'the model took too long', { hadOutput: false });
      if (error instanceof ComponentUnavailable) throw unavailable(error);
      throw error;
    }
  });
}

/** A rule of ours that held text back, or a page that nobody writes to any more, says nothing of the model. */
const isModelFault = (error: unknown) => error instanceof ModelError && isFault(error);

/** One that was cut in the middle may have been billed. */
const unavailable = ({ state, message }: ComponentUnavailable) =>
  new ModelError('unavailable', message, { hadOutput: false, wasSent: state === 'paused' });

/** A model that hangs must leave those after it time to answer. */
function gapFor({ gapTimeoutMs = gapDefaultMs, endsAtMs }: ModelCall, isLast: boolean): number {
  if (endsAtMs === undefined || isLast) return gapTimeoutMs;
  return Math.min(gapTimeoutMs, Math.max(gapMinMs, (endsAtMs - Date.now()) / 3));
}

const gapDefaultMs = 15_000;
const gapMinMs = 1_000;
