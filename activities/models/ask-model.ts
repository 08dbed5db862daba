import { CancelledFailure } from '@temporalio/common';
import type { TurnRef } from '../../src/domain/engine.ts';
import type { ModelRequest, ModelResponse, Spent } from '../../src/domain/model.ts';
import { ModelError } from '../../src/domain/model-error.ts';
import type { Assistant, ConnectedModel } from '../../src/registry/assistant.ts';
import { spentOn } from '../cost.ts';
import type { Dependencies } from '../dependencies.ts';
import { withHeartbeat } from '../heartbeat.ts';

/** One question to a model, over all the attempts that it may take. */
export interface ModelCall {
  /** The same for every attempt: `<turnId>:<what for>`. */
  readonly callId: string;
  /** Whom it is for. */
  readonly turn: Pick<TurnRef, 'conversationId' | 'turnId'>;
  readonly assistant: Assistant;
  /** The model that should answer, by its name among the assistant's. */
  readonly tier: string;
  /** What is asked, made for the model that is. */
  readonly request: (model: ConnectedModel) => ModelRequest | Promise<ModelRequest>;
  /** Aborts when the attempt must be over. */
  readonly until: AbortSignal;
  /** The longest silence between two pieces. Default: 15 s. */
  readonly gapTimeoutMs?: number;
  /** Told the text while it comes. What it throws ends the call. */
  readonly onText?: (text: string) => Promise<void>;
}

/** What a model answered, which one it was, and what that took. */
export interface Asked {
  readonly response: ModelResponse;
  readonly model: ConnectedModel;
  readonly spent: Spent;
}

/**
 * The one way to ask a model, once: every call of every kind goes through here. Must run in an activity. Rejects with a
 * `ModelError`, with `CancelledFailure` when the activity was cancelled, or with what `onText` threw.
 */
export async function askModel(
  { modelFor }: Pick<Dependencies, 'modelFor'>,
  call: ModelCall,
): Promise<Asked> {
  const { assistant, tier, until, gapTimeoutMs = gapDefaultMs, onText = async () => {} } = call;
  const model = assistant.connected.get(tier);
  if (!model) throw new ModelError('invalid', 'the assistant has no such model', { hadOutput: false });
  const request = await call.request(model);
  const response = await withHeartbeat(async (cancelled) => {
    try {
      const signal = AbortSignal.any([cancelled, until]);
      return await modelFor(model).complete(request, { signal, gapTimeoutMs, onText });
    } catch (error) {
      if (cancelled.aborted) throw new CancelledFailure('the model call was cancelled');
      if (until.aborted) throw new ModelError('transient', 'the model took too long', { hadOutput: false });
      throw error;
    }
  });
  return { response, model, spent: spentOn(model, response.usage) };
}

const gapDefaultMs = 15_000;
