import { setTimeout as sleep } from 'node:timers/promises';
import { openCustomer } from '../stage/customer.ts';
import { memoryOf } from '../stage/process-usage.ts';
import { questions } from '../stage/scenario.ts';
import type { BatonService } from '../stage/services.ts';

/** What conversations cost the worker that keeps them at hand while nobody writes. */
export interface IdleMemory {
  readonly conversations: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/** Lets many customers write once. The first of them warm the worker up and aren't counted. */
export async function measureIdleMemory(
  { address, assistant, worker }: BatonService,
  counts: { readonly warmUp: number; readonly measured: number },
): Promise<IdleMemory> {
  await greet(address, assistant, counts.warmUp);
  const bytesBefore = await memoryOf(worker.pid);
  await greet(address, assistant, counts.measured);
  return { conversations: counts.measured, bytesBefore, bytesAfter: await memoryOf(worker.pid) };
}

async function greet(address: string, assistant: string, count: number): Promise<void> {
  let left = count;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const customer = await openCustomer(address, assistant);
      await customer.say(questions.quick);
      await customer.leave();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  await sleep(quietMs);
}

const atOnce = 10;
const quietMs = 3_000;
