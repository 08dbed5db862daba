import { randomUUID } from 'node:crypto';
import { settlementAfter, settlementOf } from '../../activities/models/settlement.ts';
import type { Purse } from '../database/purse.ts';
import type { AssistantSettings, ModelSettings } from '../domain/manifest.ts';
import type { ModelUsage } from '../domain/model.ts';
import { OverBudget } from '../domain/model-error.ts';
import { worstCaseOf } from '../domain/purse/amount.ts';
import { heldBy, type Payer } from '../domain/purse/held-by.ts';

interface PaidCall {
  readonly assistant: Pick<AssistantSettings, 'budget' | 'models'>;
  readonly payer: Payer;
  /** Which of its models is asked. */
  readonly component: string;
  readonly price: Pick<ModelSettings, 'priceMicroUsdPerMillionTokens'>;
  readonly requestBytes: number;
  readonly outputTokensMax: number;
}

/**
 * Makes a paid call that answers no customer: what it can take at most is set aside before, and settled after. Throws
 * `OverBudget` where that doesn't fit, or what the call threw.
 */
export async function payFor<T>(
  purse: Pick<Purse, 'reserve' | 'settle'>,
  { assistant, payer, component, price, requestBytes, outputTokensMax }: PaidCall,
  call: (onUsage: (usage: ModelUsage) => void) => Promise<T>,
): Promise<T> {
  const held = heldBy(assistant, payer, new Date());
  if (held.length === 0) return await call(() => {});
  const worst = worstCaseOf(price, requestBytes, outputTokensMax);
  const callId = `${component}:${randomUUID()}`;
  const dueAt = new Date(Date.now() + dueInMs);
  const reserved = await purse.reserve({ callId, payer, component, held, worst, dueAt });
  if (reserved.outcome === 'lacking')
    throw new OverBudget(held.find(({ scope }) => scope === reserved.scope)?.kind ?? 'assistantDay');
  const reservation = { callId, attempt: reserved.attempt };
  let usage: ModelUsage | undefined;
  try {
    const result = await call((told) => {
      usage = told;
    });
    await purse.settle(reservation, settlementAfter(price, { ...(usage && { usage }) }));
    return result;
  } catch (error) {
    // Settled before, where there was a result: then this changes nothing.
    await purse.settle(reservation, settlementOf(error, price));
    throw error;
  }
}

const dueInMs = 90_000;
