import type { Assistants } from '../http/dependencies.ts';
import type { Registry } from '../registry/assistant.ts';
import { hashOf } from '../registry/hash.ts';
import type { McpTools } from '../registry/mcp/mcp-tools.ts';

/** The part of the registry that requests ask. */
export function assistantsForHttp(registry: Registry, mcpTools: McpTools = async () => []): Assistants {
  return {
    ids: [...registry.assistants.keys()],
    default: registry.default.id,
    get: (id) => registry.assistants.get(id),
    async checkToolInput(assistantId, name, args) {
      const assistant = registry.assistants.get(assistantId);
      const outside = assistant ? await mcpTools(assistant) : [];
      const tool = assistant?.tools.get(name) ?? outside.find((one) => one.name === name);
      if (!tool) return { ok: false, problem: `the tool ${name} is no longer there` };
      const checked = tool.checkInput(args);
      return checked.ok ? { ...checked, argsHash: hashOf(checked.args) } : checked;
    },
    checkToolOutput(assistant, name, output) {
      const tool = registry.assistants.get(assistant)?.tools.get(name);
      return tool?.checkOutput(output) ?? { ok: false, problem: `the tool ${name} is no longer there` };
    },
  };
}
