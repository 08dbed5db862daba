import { join } from 'node:path';
import { decide } from '../../../src/providers/demo-model/decide.ts';
import type { DemoMessage, DemoRequest } from '../../../src/providers/demo-model/demo-request.ts';
import { loadAssistants } from '../../../src/registry/load-assistants.ts';
import { tool } from './shop-tools.ts';

const { default: shop } = await loadAssistants(join(import.meta.dirname, '../../../assistants'), {});

/** What the demo model does for an agent of the demo shop, with its real tools, on the 25th of November 2026 (a Wednesday). */
export function moveOf(
  agent: 'desk' | 'orders' | 'advice',
  messages: readonly DemoMessage[],
  passages: readonly (readonly [title: string, text: string])[] = [],
) {
  const list = passages.map(([title, text], index) => `[${index + 1}] ${title}\n${text}`).join('\n\n');
  const system = `You are Mika.\n\nToday is 2026-11-25.\n\n<passages>\n${list}\n</passages>`;
  return decide({
    model: 'demo',
    messages: [{ role: 'system', content: system }, ...messages],
    tools: [search, ...toolsOf(agent)],
  });
}

/** The calls it makes, by name and arguments; none where it says something. */
export const callsOf = (...asked: Parameters<typeof moveOf>) => {
  const move = moveOf(...asked);
  return move.kind === 'call' ? move.calls.map(({ name, args }) => [name, args]) : [];
};

/** What it says; empty where it makes calls. */
export const sayingOf = (...asked: Parameters<typeof moveOf>) => {
  const move = moveOf(...asked);
  return move.kind === 'say' ? move.text : '';
};

const search = tool('search_knowledge', 'Search what the business has written down.', {
  query: { type: 'string' },
});

function toolsOf(agent: string): NonNullable<DemoRequest['tools']> {
  return (shop.agents[agent]?.tools ?? []).flatMap((name) => {
    const found = shop.tools.get(name);
    if (!found) return [];
    const { description, inputSchema: parameters } = found;
    return [{ type: 'function' as const, function: { name, description, parameters } }];
  });
}
