import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { type Bus, openBus } from '../../src/bus/bus.ts';
import { createControl } from '../../src/database/control.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { createDoorbell } from '../../src/temporal/doorbell.ts';
import { eventually } from '../../test/support/eventually.ts';
import { testOperator } from '../../test/support/operators.ts';
import { type Customer, openCustomer } from '../stage/customer.ts';
import { questions } from '../stage/scenario.ts';
import type { BatonService } from '../stage/services.ts';
import type { Stage, StandInModel } from '../stage/stage.ts';

/** What an operator's takeover in the middle of an answer takes, counted from the call; ms. */
export interface Takeover {
  /** The last piece of the answer that the customer's page got; 0: none after the call. */
  readonly lastDeltaMs: number;
  /** The call has returned: from here on nothing may come. */
  readonly returnedMs: number;
  /** The workflow has taken note. */
  readonly workflowKnowsMs: number;
  /** The model's connection is closed. */
  readonly modelCutMs: number;
  /** Pieces that came after the call had returned. */
  readonly lateDeltas: number;
}

/** One conversation, taken over while it streams and handed back, again and again. */
export async function measureTakeovers(stage: Stage, count: number): Promise<Takeover[]> {
  const { usual, model, clientFor } = stage;
  const db = openDatabase(usual.databaseUrl, { connectionsMax: 3 });
  const bus = await openBus(usual.databaseUrl);
  const customer = await openCustomer(usual.address, usual.assistant);
  try {
    const by = (await testOperator(db, 'operator')).id;
    const scene = { db, bus, customer, model, client: clientFor(usual.namespace), service: usual, by };
    const taken: Takeover[] = [];
    for (let each = 0; each < count; each += 1) taken.push(await takeOverOnce(scene));
    return taken;
  } finally {
    await customer.leave();
    await bus.close();
    await db.destroy();
  }
}

interface Scene {
  readonly db: Database;
  readonly bus: Bus;
  readonly customer: Customer;
  readonly model: StandInModel;
  readonly client: Client;
  readonly service: BatonService;
  /** The operator's id. */
  readonly by: string;
}

/** As the HTTP route does it, from a process of its own: the customer's page hangs on another. */
async function takeOverOnce({ db, bus, customer, model, client, service, by }: Scene): Promise<Takeover> {
  const { conversationId, deltas } = customer;
  const rung = { conversationId, assistant: service.assistant, by };
  const [control, doorbell] = [createControl(db), createDoorbell(client)];
  const soFar = deltas().count;
  await customer.write(questions.long);
  await eventually(() => (deltas().count >= soFar + piecesBefore ? true : undefined));
  const modelCut = model.requests.at(-1)?.ended.then(() => performance.now());

  const calledAt = performance.now();
  const taken = await control.takeOver({ conversationId, by, text: 'A person is here.' });
  if (taken.outcome !== 'taken') throw new Error('the conversation was not taken over');
  const knows = workflowSees(db, conversationId, taken.fence);
  await doorbell.takeOver({ ...rung, fence: taken.fence });
  await bus.barrier(5_000);
  const returned = { at: performance.now(), deltas: deltas().count };

  const workflowKnowsAt = await knows;
  const modelCutAt = (await modelCut) ?? Number.NaN;
  await sleep(100);
  const { count, lastAt } = deltas();
  const given = await control.handBack({ conversationId, by });
  if (given.outcome !== 'handed_back') throw new Error('the conversation was not handed back');
  await doorbell.handBack({ ...rung, fence: given.fence });
  await workflowSees(db, conversationId, given.fence);
  return {
    lastDeltaMs: Math.max(0, lastAt - calledAt),
    returnedMs: returned.at - calledAt,
    workflowKnowsMs: workflowKnowsAt - calledAt,
    modelCutMs: modelCutAt - calledAt,
    lateDeltas: count - returned.deltas,
  };
}

/** How far an answer has come when it is cut short. */
const piecesBefore = 20;

/** When the workflow has noted the fence in the database. */
async function workflowSees(db: Database, conversationId: string, fence: number): Promise<number> {
  const giveUpAt = performance.now() + 30_000;
  while (performance.now() < giveUpAt) {
    const { fence_seen } = await db
      .selectFrom('conversations')
      .select('fence_seen')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    if (fence_seen >= fence) return performance.now();
    await sleep(2);
  }
  throw new Error('the workflow took no note');
}
