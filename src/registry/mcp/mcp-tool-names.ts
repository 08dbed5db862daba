import type { CheckedAssistant } from '../assistant-shape.ts';

/** What models call the tools of MCP servers: all of them, or those that are named as `crm` or `crm.find_contact`. */
export function mcpToolNames({ mcp }: CheckedAssistant, wanted?: readonly string[]): string[] {
  return Object.entries(mcp).flatMap(([server, { tools }]) =>
    tools
      .filter(({ name }) => !wanted || wanted.includes(server) || wanted.includes(`${server}.${name}`))
      .map((tool) => tool.as),
  );
}
