import type { TurnRef } from '../../src/domain/engine.ts';
import type { ModelRequest, ModelResponse, Spent } from '../../src/domain/model.ts';
import { ModelError } from '../../src/domain/model-error.ts';
import { type Attempt, nextModel } from '../../src/domain/next-model.ts';
import type { Assistant, ConnectedModel } from '../../src/registry/assistant.ts';
import { spentOn } from '../cost.ts';
import type { Dependencies } from '../dependencies.ts';
import { Withheld } from '../output-guard.ts';
import { send } from './send.ts';
import { type Chosen, setAside } from './set-aside.ts';
import { failureOf, settlementAfter, settlementOf } from './settlement.ts';

/** One question to a model, over all the attempts that it may take. */
export interface ModelCall<Read = unknown> {
  /** The same for every attempt: `<turnId>:<what for>`. */
  readonly callId: string;
  /** Whom it is for. */
  readonly turn: Pick<TurnRef, 'conversationId' | 'turnId'>;
  /** The case that pays, where it isn't the turn's: then no turn does. */
  readonly caseNumber?: number;
  readonly assistant: Assistant;
  /** The model that should answer, by its name among the assistant's. Another may have to. */
  readonly tier: string;
  /** The component whose queue the activity waited in, if in any. */
  readonly queue?: string | undefined;
  /** What is asked, made for the model that is. It may be called again, for a cheaper one. */
  readonly request: (model: ConnectedModel, chosen: Chosen) => ModelRequest | Promise<ModelRequest>;
  /** Aborts when the attempt must be over. */
  readonly until: AbortSignal;
  /** When the call must be over, ms since the epoch: what is left is shared with the models that may follow. */
  readonly endsAtMs?: number;
  /** The longest silence between two pieces. Default: 15 s. */
  readonly gapTimeoutMs?: number;
  /** Told the text while it comes. What it throws ends the call. */
  readonly onText?: (text: string) => Promise<void>;
  /** What is made of the answer. A `ModelError` that it throws is the model's failure, like any other. */
  readonly read?: (response: ModelResponse) => Read | Promise<Read>;
}

/** What a model answered, which one it was, and what that took. */
export interface Asked<Read = unknown> {
  readonly response: ModelResponse;
  readonly read: Read;
  readonly model: ConnectedModel;
  readonly spent: Spent;
}

export type AskingParts = Pick<Dependencies, 'modelFor' | 'purse' | 'steps'> & {
  readonly components: Pick<Dependencies['components'], 'stateOf' | 'guarded'>;
};

/**
 * The one way to ask a model, once: every call of every kind goes through here. The attempts before decide which model
 * it is; its worst case is set aside first, and settled after. Must run in an activity. Rejects with a `ModelError` or
 * `Withheld`, whose `next` says whether the call may be made again; with `OverBudget`; with
 * `QueuedElsewhere`; with `CancelledFailure` when the
 * activity was cancelled; or with what `onText` or `read` threw.
 */
export async function askModel<Read = unknown>(
  dependencies: AskingParts,
  call: ModelCall<Read>,
): Promise<Asked<Read>> {
  const { purse } = dependencies;
  const aside = await setAside(dependencies, call);
  const { reservation, model, chain, past, tier } = aside;
  try {
    const response = await send(dependencies, call, aside);
    const settled = settlementAfter(model, response);
    try {
      const read = (await call.read?.(response)) as Read;
      await purse.settle(reservation, settled);
      return { response, read, model, spent: spentOn(model, response.usage) };
    } catch (error) {
      await purse.settle(reservation, { ...settled, outcome: failureOf(error) });
      throw error;
    }
  } catch (error) {
    // Settled before, where there was an answer: then this changes nothing.
    await purse.settle(reservation, settlementOf(error, model));
    if (error instanceof ModelError || error instanceof Withheld)
      error.next = nextModel(chain, [...past, attemptOf(tier, error)]);
    throw error;
  }
}

function attemptOf(component: string, error: ModelError | Withheld): Attempt {
  const retryAfterMs = error instanceof ModelError ? error.retryAfterMs : undefined;
  const outcome = failureOf(error);
  return { component, outcome, ...(retryAfterMs !== undefined && { retryAtMs: Date.now() + retryAfterMs }) };
}
