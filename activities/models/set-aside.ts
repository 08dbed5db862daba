import { setTimeout as sleep } from 'node:timers/promises';
import type { PastAttempt, ReservationKey, Reserved } from '../../src/database/purse.ts';
import type { ModelRequest } from '../../src/domain/model.ts';
import { ModelError, OverBudget } from '../../src/domain/model-error.ts';
import { modelsToAsk } from '../../src/domain/models-to-ask.ts';
import { type Next, nextModel } from '../../src/domain/next-model.ts';
import { worstCaseOf } from '../../src/domain/purse/amount.ts';
import { type Economy, economies } from '../../src/domain/purse/economy.ts';
import type { HeldBy } from '../../src/domain/purse/held-by.ts';
import type { ConnectedModel } from '../../src/registry/assistant.ts';
import type { AskingParts, ModelCall } from './ask-model.ts';
import { noteChoice } from './note-choice.ts';
import { demandQueue } from './queued-elsewhere.ts';
import { readConditions, type SeenConditions } from './read-conditions.ts';

/** Which model an attempt goes to. */
export interface Chosen {
  readonly tier: string;
  /** Attempts of the call at this model, this one included. */
  readonly attempts: number;
  readonly economy: Economy;
}

/** An attempt that may be made: its model, its request, and what is set aside for it. */
export interface SetAside {
  readonly tier: string;
  readonly model: ConnectedModel;
  readonly request: ModelRequest;
  readonly reservation: ReservationKey;
  readonly chain: readonly string[];
  /** The attempts at this call before. */
  readonly past: readonly PastAttempt[];
  /** Whether nobody is left to ask after this one. */
  readonly isLast: boolean;
}

/**
 * Chooses the model, makes the request and sets its worst case aside; where that doesn't fit, a cheaper one, and at last
 * one with a short context. Throws `OverBudget` when not even that fits, a `ModelError` when nobody is left to ask.
 */
export async function setAside(dependencies: AskingParts, call: ModelCall): Promise<SetAside> {
  const seen = await readConditions(dependencies, call);
  const past = seen.attempts.filter(({ callId }) => callId === call.callId);
  let lacking: HeldBy | undefined;
  let refused: string | undefined;
  for (const economy of economies.slice(economies.indexOf(seen.economy))) {
    const chain = modelsToAsk(call.assistant.models, call.tier, { ...seen, economy });
    const next = nextModel(chain, past);
    if (next.kind === 'give up') throw given(next);
    const { tier } = next;
    refuseWhileResting(seen, next);
    demandQueue(call, tier);
    // A smaller tier that is the same asks for the same again.
    if (economy !== 'short' && refused === tier) continue;
    const model = sized(call, tier, economy);
    const attempts = 1 + past.filter(({ component }) => component === tier).length;
    const chosen = { tier, attempts, economy };
    const request = fitted(await call.request(model, chosen), model);
    const reserved = await reserve(dependencies, call, { seen, chosen, model, request });
    if (reserved.outcome === 'reserved') {
      await noteChoice(dependencies, call, { seen, chosen, past, model });
      const reservation = { callId: call.callId, attempt: reserved.attempt };
      return { tier, model, request, reservation, chain, past, isLast: chain.at(-1) === tier };
    }
    lacking = seen.held.find(({ scope }) => scope === reserved.scope);
    refused = tier;
  }
  const scope = lacking?.kind ?? 'assistantDay';
  await noteChoice(dependencies, call, { seen, past, lacking: scope });
  throw new OverBudget(scope);
}

/** Nobody asks a vendor that has said when it may be asked: the attempt is made again then. */
function refuseWhileResting({ resting }: SeenConditions, next: Extract<Next, { kind: 'ask' }>): void {
  const until = resting.get(next.tier);
  if (!until) return;
  const atMs = until.getTime();
  const facts = { hadOutput: false, wasSent: false, retryAfterMs: Math.max(1, atMs - Date.now()) };
  const error = new ModelError('rate_limited', "the model's vendor has nothing left for us yet", facts);
  error.next = { ...next, isAnother: false, atMs };
  throw error;
}

function given({ because }: { readonly because: string }): ModelError {
  const kind =
    because === 'withheld' || because === 'unchecked' ? 'refused' : (because as ModelError['kind']);
  const error = new ModelError(kind, 'nobody is left to ask', { hadOutput: false, wasSent: false });
  error.next = { kind: 'give up', because: kind };
  return error;
}

/** With a short context, the model as if its window were small. */
function sized({ assistant }: ModelCall, tier: string, economy: Economy): ConnectedModel {
  const model = assistant.connected.get(tier);
  if (!model) throw new ModelError('invalid', 'the assistant has no such model', { hadOutput: false });
  if (economy !== 'short') return model;
  return {
    ...model,
    contextTokens: Math.min(model.contextTokens, shortContextTokens),
    outputTokensMax: Math.min(model.outputTokensMax, shortOutputTokensMax),
  };
}

const shortContextTokens = 4_000;
const shortOutputTokensMax = 400;

interface Wanted {
  readonly seen: SeenConditions;
  readonly chosen: Chosen;
  readonly model: ConnectedModel;
  readonly request: ModelRequest;
}

/** Whatever it was made for, it goes to this model, which is told where to stop. */
const fitted = (request: ModelRequest, model: ConnectedModel): ModelRequest => ({
  ...request,
  model: model.model,
  outputTokensMax: Math.min(request.outputTokensMax, model.outputTokensMax),
});

/** What others have set aside may come back in a moment: for that it waits, once nothing cheaper is left. */
async function reserve(
  { modelFor, purse }: AskingParts,
  { callId, until }: ModelCall,
  { seen, chosen, model, request }: Wanted,
): Promise<Reserved> {
  const worst = worstCaseOf(model, modelFor(model).requestBytes(request), request.outputTokensMax);
  const patienceMs = chosen.economy === 'short' ? patienceMsMax : 0;
  const giveUpAtMs = Date.now() + patienceMs;
  const { payer, held } = seen;
  for (;;) {
    const dueAt = new Date(Date.now() + dueInMs);
    const reserved = await purse.reserve({ callId, payer, component: chosen.tier, held, worst, dueAt });
    const mayWait = reserved.outcome === 'lacking' && reserved.maySoon && Date.now() < giveUpAtMs;
    if (!mayWait || until.aborted) return reserved;
    await sleep(pauseMs);
  }
}

const patienceMsMax = 5_000;
const pauseMs = 150;
/** An attempt that has not told of itself by then is no longer waited for; it may still tell. */
const dueInMs = 90_000;
