import type { NewStep } from '../../../src/database/steps.ts';

/** What the engine leaves in the trace of a turn that was planned and answered: an order found, and its state looked up. */
export function plannedSteps({
  conversationId,
  turnId,
}: {
  conversationId: string;
  turnId: string;
}): NewStep[] {
  const step = (
    id: string,
    rest: Pick<NewStep, 'kind' | 'component' | 'outcome'> & Partial<NewStep>,
  ): NewStep => ({
    ...{ id: `${turnId}:${id}`, conversationId, turnId, startedAt: new Date(), attempts: 1 },
    ...rest,
  });
  const tasks = [
    {
      ...{ name: 'order', purpose: 'Find the order', component: 'find_order', after: [] },
      inputs: { orderId: { literal: 'A-1001' } },
    },
    {
      ...{ name: 'state', purpose: 'See where it is', component: 'find_parcel', after: [] },
      inputs: { orderId: { from: 'order', pointer: '/id' } },
    },
  ];
  const task = (at: number, name: string, detail: object = {}) =>
    step(`0:${at}:task`, {
      ...{ kind: 'task', component: 'find_order', outcome: 'ready', parentId: `${turnId}:plan:0` },
      detail: { name, purpose: '', ...detail },
    });
  const call = (at: number, component: string, result: unknown) =>
    step(`0:${at}`, {
      ...{ kind: 'tool', component, outcome: 'done', parentId: `${turnId}:0:${at}:task` },
      detail: { args: {}, result },
    });
  return [
    step('plan:0', {
      ...{ kind: 'plan', component: 'gpt-4o', outcome: '2 tasks' },
      ...{ tokens: { input: 900, output: 80 }, costMicroUsd: 3_000 },
      detail: { tasks, isOpen: false, problems: [] },
    }),
    task(0, 'order'),
    call(0, 'find_order', { id: 'A-1001', status: 'on its way' }),
    task(1, 'state', { inputs: [{ field: 'orderId', from: 'order', pointer: '/id' }] }),
    call(1, 'find_parcel', { place: 'Graz' }),
    step('model:1', {
      ...{ kind: 'model', component: 'gpt-4o', outcome: 'answer', attempts: 2 },
      ...{ tokens: { input: 1_200, output: 40 }, costMicroUsd: 4_000 },
      detail: { answer: { text: 'A-1001 is on its way. You may return it for 30 days. [1]', calls: [] } },
    }),
  ];
}
