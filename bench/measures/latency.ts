import { type Customer, openCustomer, type TurnTimes } from '../stage/customer.ts';
import { questions } from '../stage/scenario.ts';
import type { Service } from '../stage/services.ts';

/** The turns of one service, one at a time. */
export interface Latency {
  readonly service: string;
  readonly turns: readonly TurnTimes[];
}

/** One turn of each service after the other, each round beginning with another one, so that noise hits all alike. */
export async function measureLatency(
  services: readonly Service[],
  counts: { readonly warmUp: number; readonly measured: number },
): Promise<Latency[]> {
  const asked: { readonly name: string; readonly customer: Customer; readonly turns: TurnTimes[] }[] = [];
  for (const { name, address, assistant } of services)
    asked.push({ name, customer: await openCustomer(address, assistant), turns: [] });
  for (let round = 0; round < counts.warmUp + counts.measured; round += 1) {
    for (let each = 0; each < asked.length; each += 1) {
      const one = asked[(round + each) % asked.length];
      const times = await one?.customer.say(questions.measured);
      if (times && round >= counts.warmUp) one?.turns.push(times);
    }
  }
  for (const { customer } of asked) await customer.leave();
  return asked.map(({ name, turns }) => ({ service: name, turns }));
}
