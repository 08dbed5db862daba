import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { AllowedMcpTool, Dependencies } from '../dependencies.ts';
import { conflict, notFound } from '../problem.ts';
import { acceptanceSchema, mcpToolSchema } from '../schemas/mcp-schema.ts';
import { pageOf } from '../schemas/page-schema.ts';

/** What is pinned of MCP servers' tools, what they offer instead, and how an admin takes it. */
export function addMcpRoutes(app: App, { rows, registry }: Pick<Dependencies, 'rows' | 'registry'>): void {
  app.get(
    '/v1/registry/mcp',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      schema: {
        summary:
          'Tools of MCP servers: what is pinned, and what their servers changed since; all on one page',
        tags: ['registry'],
        response: { 200: pageOf(mcpToolSchema) },
      },
    },
    async () => {
      const assistants = new Map(registry.mcpTools.map(({ assistant, version }) => [assistant, version]));
      const pins = await Promise.all(
        [...assistants].map(async ([assistant, version]) =>
          (await rows.mcpTools.of(assistant, version)).map((pin) => ({ assistant, ...pin })),
        ),
      );
      const items = registry.mcpTools.map(({ assistant, server, tool, component }) => {
        const pin = pins
          .flat()
          .find((one) => one.assistant === assistant && one.server === server && one.tool === tool);
        return { assistant, server, tool, component, ...(pin ?? { state: 'unseen' as const }) };
      });
      return { items, nextCursor: null };
    },
  );

  app.post(
    '/v1/registry/mcp/accept',
    {
      config: allow({ who: 'operator', role: roleFor.acceptTool, act: 'accept_tool' }),
      schema: {
        summary: 'Take what a server offers of a tool by now, named by its hash; null takes that it is gone',
        tags: ['registry'],
        body: acceptanceSchema,
      },
    },
    async (request, reply) => {
      const { hash, ...wanted } = request.body;
      const known = registry.mcpTools.find((one) => isSame(one, wanted));
      if (!known) throw notFound();
      const outcome = await rows.mcpTools.accept({ ...known, hash, by: operatorOf(request).id });
      if (outcome === 'unknown') throw notFound();
      if (outcome === 'other_now')
        throw conflict('The server offers something else by now; look at it again.');
      return reply.code(204).send();
    },
  );
}

const isSame = (one: AllowedMcpTool, wanted: Pick<AllowedMcpTool, 'assistant' | 'server' | 'tool'>) =>
  one.assistant === wanted.assistant && one.server === wanted.server && one.tool === wanted.tool;
