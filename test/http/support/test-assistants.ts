import { z } from 'zod';
import type { Assistants } from '../../../src/http/dependencies.ts';

export const messagesPerMinute = 20;
export const sessionsPerMinute = 5;

const facts = {
  door: { messagesPerMinute, sessionsPerMinute },
  messages: { takenOver: 'A person is here.' },
  models: {},
  budget: { case: { tokens: 100 }, assistantDay: { costMicroUsd: 1_000_000_000 }, downgradeAt: 0.7 },
};
const refund = z.object({ amountCents: z.int().positive() });
const estimate = z.object({ priceCents: z.int() });

export const testAssistants: Assistants = {
  ids: ['shop', 'bank'],
  default: 'shop',
  get: (id) => (id === 'shop' || id === 'bank' ? facts : undefined),
  async checkToolInput(_assistant, _tool, args) {
    const checked = refund.safeParse(args);
    return checked.success
      ? { ok: true, args: checked.data, argsHash: `hash of ${checked.data.amountCents}` }
      : { ok: false, problem: 'amountCents: a positive number is expected' };
  },
  checkToolOutput(_assistant, _tool, output) {
    const checked = estimate.safeParse(output);
    return checked.success
      ? { ok: true, output: checked.data }
      : { ok: false, problem: 'priceCents: a number is expected' };
  },
};
