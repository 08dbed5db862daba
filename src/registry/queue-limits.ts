import { componentIdOf } from '../domain/component.ts';
import type { QueueLimit } from '../domain/queue-of-component.ts';
import type { Registry } from './assistant.ts';
import type { Tool } from './tool.ts';
import { isLimited } from './tool-rules.ts';

/** The tool, with the queue that its calls wait in where they are limited. */
export const withQueue = (assistant: string, tool: Tool): Tool =>
  isLimited(tool.policy) ? { ...tool, queue: componentIdOf(assistant, 'tool', tool.name) } : tool;

/** Every component whose calls are limited: each has its own task queue, which each worker takes from. */
export function queueLimits({ assistants }: Pick<Registry, 'assistants'>): QueueLimit[] {
  return [...assistants.values()].flatMap(({ id, tools, mcpServers }) => {
    const own = [...tools.values()].map(({ name, policy }) => ({ name, policy }));
    const outside = [...mcpServers.values()].flatMap((server) =>
      [...server.tools.values()].map(({ as, policy }) => ({ name: as, policy })),
    );
    return [...own, ...outside]
      .filter(({ policy }) => isLimited(policy))
      .map(({ name, policy: { ratePerSecond, concurrency } }) => ({
        component: componentIdOf(id, 'tool', name),
        ...(ratePerSecond !== undefined && { ratePerSecond }),
        ...(concurrency !== undefined && { concurrency }),
      }));
  });
}
