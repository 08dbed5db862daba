import type { DemoMessage, DemoRequest } from '../../../src/providers/demo-model/demo-request.ts';

const orderId = { type: 'string' };
const amountCents = { type: 'integer', exclusiveMinimum: 0 };

/** Tools of a shop, as a request describes them. */
export const shopTools = [
  tool('find_order', 'Look up an order: its status, items and total.', { orderId }),
  tool('refund_order', 'Refund an order, wholly or in part.', { orderId, amountCents }),
  tool('cancel_order', 'Cancel an order that is still being packed.', { orderId }),
  tool(
    'check_stock',
    'Say what of an article is in stock.',
    { article: { type: 'string' }, size: { type: 'string', enum: ['S', 'M', 'L'] } },
    ['article'],
  ),
  tool('delivery_slots', 'When a parcel can be delivered.', {
    postcode: { type: 'string', pattern: '^\\d{4,5}$' },
  }),
];

export const user = (content: string): DemoMessage => ({ role: 'user', content });
export const answer = (content: string): DemoMessage => ({ role: 'assistant', content });

/** A call that was made, with what it gave. */
export function called(name: string, result: string | object, args: object = {}): DemoMessage[] {
  const content = typeof result === 'string' ? result : JSON.stringify(result);
  const id = `call_${name}_${JSON.stringify(args)}`;
  return [
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ id, function: { name, arguments: JSON.stringify(args) } }],
    },
    { role: 'tool', content, tool_call_id: id },
  ];
}

export const requestOf = (messages: DemoMessage[], tools = shopTools): DemoRequest => ({
  model: 'demo',
  messages,
  tools,
});

export function tool(
  name: string,
  description: string,
  properties: object,
  required = Object.keys(properties),
) {
  return {
    type: 'function' as const,
    function: { name, description, parameters: { type: 'object', properties, required } },
  };
}
