import { setTimeout as sleep } from 'node:timers/promises';
import { openCustomer } from '../stage/customer.ts';
import { cpuMsOf } from '../stage/process-usage.ts';
import { questions } from '../stage/scenario.ts';
import type { Service } from '../stage/services.ts';

/** A service with many conversations at once, each writing again as soon as it is answered. */
export interface Throughput {
  readonly service: string;
  readonly turnsPerSecond: number;
  readonly answersMs: readonly number[];
  /** CPU ms a turn, by process. */
  readonly cpuMs: Readonly<Record<string, number>>;
}

interface Process {
  readonly name: string;
  readonly pid: number;
}

/** Counts what is answered within the window, and what each process spends in it. */
export async function measureThroughput(
  { name, address, assistant, processes }: Service,
  servers: readonly Process[],
  load: { readonly conversations: number; readonly warmUpMs: number; readonly windowMs: number },
): Promise<Throughput> {
  const opening = Array.from({ length: load.conversations }, () => openCustomer(address, assistant));
  const customers = await Promise.all(opening);
  const answers: { readonly at: number; readonly ms: number }[] = [];
  let isOver = false;
  const writing = customers.map(async (customer) => {
    while (!isOver) {
      const { answerMs } = await customer.say(questions.measured);
      answers.push({ at: performance.now(), ms: answerMs });
    }
  });
  const failed = Promise.all(writing);
  failed.catch(() => {});
  await Promise.race([sleep(load.warmUpMs), failed]);
  const watched = [...processes, ...servers, { name: 'bench', pid: process.pid }];
  const before = await cpuOf(watched);
  const beganAt = performance.now();
  await Promise.race([sleep(load.windowMs), failed]);
  const endedAt = performance.now();
  const after = await cpuOf(watched);
  isOver = true;
  await failed;
  for (const customer of customers) await customer.leave();

  const counted = answers.filter(({ at }) => at >= beganAt && at < endedAt);
  const spent = watched.map(({ name }, index) => {
    const ms = (after[index] ?? 0) - (before[index] ?? 0);
    return [name, ms / counted.length] as const;
  });
  return {
    service: name,
    turnsPerSecond: (counted.length * 1_000) / (endedAt - beganAt),
    answersMs: counted.map(({ ms }) => ms),
    cpuMs: Object.fromEntries(spent),
  };
}

/** The bench has everything else below it: only its own threads count to it. */
const cpuOf = (watched: readonly Process[]) =>
  Promise.all(watched.map(({ pid }) => (pid === process.pid ? ownCpuMs() : cpuMsOf([pid]))));

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
