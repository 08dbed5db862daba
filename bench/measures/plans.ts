import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { workflowIdOf } from '../../src/domain/conversation.ts';
import { asksForPlan } from '../../test/plan/support/plans.ts';
import { type Customer, openCustomer } from '../stage/customer.ts';
import { customerIn, questions } from '../stage/scenario.ts';
import type { BatonService } from '../stage/services.ts';
import type { Stage } from '../stage/stage.ts';
import { keptOf, quietMs } from './history.ts';

/** One turn in which a request was taken apart. */
export interface PlannedTurn {
  /** How often the model was asked for a plan. */
  readonly planCalls: number;
  /** Workflow tasks from when the plan was there until the model was asked to answer. */
  readonly planWorkflowTasks: number;
  /** Of the whole turn, as Temporal counts them. */
  readonly transitions: number;
  readonly events: number;
  readonly answerMs: number;
}

export interface Plans {
  readonly service: string;
  readonly turns: readonly PlannedTurn[];
}

/** Customers who have written before ask for ten things, one customer after the other. */
export async function measurePlans(
  stage: Pick<Stage, 'clientFor' | 'model'>,
  { name, address, assistant, namespace }: BatonService,
  count: number,
): Promise<Plans> {
  const client = stage.clientFor(namespace);
  const opening = Array.from({ length: count }, () => openCustomer(address, assistant));
  const customers = await Promise.all(opening);
  const keptOfAll = async () => {
    await sleep(quietMs);
    return await Promise.all(
      customers.map(({ conversationId }) => keptOf(client, namespace, conversationId)),
    );
  };
  for (const customer of customers) await customer.say(questions.quick);
  const before = await keptOfAll();
  const answersMs: number[] = [];
  for (const customer of customers) answersMs.push((await customer.say(questions.planned)).answerMs);
  const after = await keptOfAll();
  const turns: PlannedTurn[] = [];
  for (const [index, customer] of customers.entries()) {
    const of = (name: 'transitions' | 'events') => (after[index]?.[name] ?? 0) - (before[index]?.[name] ?? 0);
    turns.push({
      planCalls: planCallsOf(stage.model, customer),
      planWorkflowTasks: await planWorkflowTasks(client, customer),
      transitions: of('transitions'),
      events: of('events'),
      answerMs: answersMs[index] ?? Number.NaN,
    });
    await customer.leave();
  }
  return { service: name, turns };
}

const planCallsOf = ({ requests }: Stage['model'], { conversationId }: Customer) =>
  requests.filter((each) => asksForPlan(each) && customerIn(each) === `[${conversationId}]`).length;

/** What the plan itself cost: the workflow task that it woke, and each that one of its steps woke. */
async function planWorkflowTasks(client: Client, { conversationId }: Customer): Promise<number> {
  const { events } = await client.workflow.getHandle(workflowIdOf(conversationId)).fetchHistory();
  const all = events ?? [];
  const scheduledAs = (type: string) =>
    all.findLastIndex(
      ({ activityTaskScheduledEventAttributes: asked }) => asked?.activityType?.name === type,
    );
  const plan = scheduledAs('makePlan');
  const made = all.findIndex(
    ({ activityTaskCompletedEventAttributes: done }) =>
      Number(done?.scheduledEventId) === Number(all[plan]?.eventId),
  );
  const answering = scheduledAs('callModel');
  if (plan < 0 || made < 0 || answering < made) throw new Error('no plan was carried out');
  return all.slice(made, answering).filter((event) => event.workflowTaskCompletedEventAttributes).length;
}
