import { setTimeout as sleep } from 'node:timers/promises';
import type { Baton } from '../../test/support/baton-process.ts';
import { asksForIntent } from '../../test/support/classification.ts';
import { eventually } from '../../test/support/eventually.ts';
import type { RecordedRequest } from '../../test/support/stand-in-model.ts';
import { openCustomer } from '../stage/customer.ts';
import { customerIn, questions } from '../stage/scenario.ts';
import type { BatonService } from '../stage/services.ts';
import type { StandInModel } from '../stage/stage.ts';

/** One turn that lost its worker: from the kill until the model is asked again for it, ms. */
export interface Recovered {
  readonly step: 'sorting' | 'answering';
  readonly ms: number;
}

/** What each kill did to the turns that the killed worker was at. */
export type Recovery = readonly (readonly Recovered[])[];

/** Kills one of two workers again and again while customers write at the pace of a real model. */
export async function measureRecovery(
  model: StandInModel,
  service: BatonService,
  counts: { readonly kills: number; readonly conversations: number },
): Promise<Recovery> {
  const workers = [service.worker, await service.startWorker()];
  const opening = Array.from({ length: counts.conversations }, () =>
    openCustomer(service.address, service.assistant),
  );
  const customers = await Promise.all(opening);
  let isOver = false;
  const writing = Promise.all(
    customers.map(async (customer, index) => {
      // Out of step with each other, as customers are.
      await sleep(index * 150);
      while (!isOver) await customer.say(questions.slow);
    }),
  );
  writing.catch(() => {});
  const found: Recovered[][] = [];
  for (let kill = 0; kill < counts.kills; kill += 1) {
    await Promise.race([sleep(spreadMs + kill * 130), writing]);
    const victim = workers[kill % workers.length] as Baton;
    found.push(await killOnce(model, victim));
    await victim.startAgain();
  }
  isOver = true;
  await writing;
  for (const customer of customers) await customer.leave();
  return found;
}

/** For a worker that has just come to get its share of the turns. */
const spreadMs = 4_000;

async function killOnce({ requests }: StandInModel, victim: Baton): Promise<Recovered[]> {
  const killedAt = Date.now();
  const asked = requests.length;
  const running = requests.filter(({ ending }) => ending === undefined);
  await victim.kill9Group();
  await sleep(cutWithinMs);
  const lost = running.filter(({ ending }) => ending === 'aborted');
  return await Promise.all(
    lost.map(async (request) => {
      const who = customerIn(request);
      const next = await eventually(() => {
        const later = requests.slice(asked).filter((each) => each.startedAt >= killedAt);
        return later.find((each) => customerIn(each) === who);
      }, recoveredWithinMs);
      return { step: stepOf(request), ms: next.startedAt - killedAt };
    }),
  );
}

const stepOf = (request: RecordedRequest) => (asksForIntent(request) ? 'sorting' : 'answering');

/** The kernel closes the connections of who was killed at once. */
const cutWithinMs = 300;
const recoveredWithinMs = 30_000;
