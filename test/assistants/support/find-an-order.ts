import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { loadAssistants } from '../../../src/registry/load-assistants.ts';
import type { ToolContext } from '../../../src/registry/tool.ts';

// Ends by itself: the shop's connections keep no process alive.
const { default: shop } = await loadAssistants(
  fileURLToPath(new URL('../../../assistants', import.meta.url)),
  {},
);
const log = { info() {}, warn() {}, error: console.error };
const context = { customer: { id: 'v', proof: 'claimed' }, log } as unknown as ToolContext;
const found = await shop.tools.get('find_order')?.run({ orderId: process.env.ORDER ?? 'A-1004' }, context);
assert.ok(found && typeof found === 'object' && 'order' in found);
const { id, status, totalCents } = found.order as { id: string; status: string; totalCents: number };
console.log(id, status, totalCents);
