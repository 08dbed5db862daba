import { componentIdOf } from '../domain/component.ts';
import { type CallLimits, isLimited, type QueueLimit } from '../domain/queue-of-component.ts';
import type { Registry } from './assistant.ts';
import type { Tool } from './tool.ts';

/** The tool, with the queue that its calls wait in where they are limited. */
export const withQueue = (assistant: string, tool: Tool): Tool =>
  isLimited(tool.policy) ? { ...tool, queue: componentIdOf(assistant, 'tool', tool.name) } : tool;

/** Every component whose calls are limited: each has its own task queue, which each worker takes from. */
export function queueLimits({ assistants }: Pick<Registry, 'assistants'>): QueueLimit[] {
  return [...assistants.values()].flatMap(({ id, tools, mcpServers, connected }) => {
    const outside = [...mcpServers.values()].flatMap((server) => [...server.tools.values()]);
    return [
      ...[...tools.values()].map(({ name, policy }) => limitOf(componentIdOf(id, 'tool', name), policy)),
      ...outside.map(({ as, policy }) => limitOf(componentIdOf(id, 'tool', as), policy)),
      ...[...connected].map(([tier, model]) => limitOf(componentIdOf(id, 'model', tier), model)),
    ].filter(isLimited);
  });
}

const limitOf = (component: string, { ratePerSecond, concurrency }: CallLimits): QueueLimit => ({
  component,
  ...(ratePerSecond !== undefined && { ratePerSecond }),
  ...(concurrency !== undefined && { concurrency }),
});
