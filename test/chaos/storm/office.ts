import type { WrittenAgent, WrittenTool } from '../../start/support/write-assistant.ts';

/** What the assistant `office` has beside what all have: agents who turn to each other, tools to plan with, documents. */
export const officeTools: readonly WrittenTool[] = [
  { name: 'look_up', field: 'what', effect: 'read', run: 'local' },
  { name: 'book', field: 'place', effect: 'keyed', run: 'durable' },
  { name: 'file', field: 'paper', effect: 'keyed', run: 'durable' },
  { name: 'refund', field: 'order', effect: 'keyed', run: 'durable', needsApproval: true },
];

export const officeAgents: Readonly<Record<string, WrittenAgent>> = {
  desk: {
    ...{ instructions: 'You are at the desk.', tools: officeTools.map(({ name }) => name) },
    ...{ handoffs: ['orders'], consults: ['advice'], knowledge: ['help'] },
  },
  orders: { instructions: 'You are with the orders.', tools: ['book'], knowledge: ['help'] },
  advice: { instructions: 'You give advice.', tools: ['look_up'] },
};

export const officeDocuments: Readonly<Record<string, string>> = {
  'returns.md': '# Shoes that go back\n\nShoes may go back within thirty days if nobody wore them outside.\n',
  'delivery.md': '# Delivery\n\nA parcel takes two days, in the mountains three.\n',
};

export const officeSettings = {
  intents: { other: { description: 'Anything', agent: 'desk', tier: 'large' } },
  knowledge: { help: { folder: 'knowledge', passages: 3 } },
};
