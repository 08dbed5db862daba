import type { Dependencies } from '../../activities/dependencies.ts';
import { engineTools } from '../../activities/engine-tools.ts';
import { componentIdOf } from '../domain/component.ts';
import type { AllowedMcpTool, Registered } from '../http/dependencies.ts';
import type { Assistant, Registry } from '../registry/assistant.ts';
import {
  describeComponents,
  describeTools,
  type Surroundings,
} from '../registry/describe/describe-components.ts';
import type { McpTools } from '../registry/mcp/mcp-tools.ts';

/** Every component of every assistant, for whoever asks the HTTP service. */
export function registryForHttp(
  registry: Registry,
  surroundings: Omit<Surroundings, 'engineTools'>,
  mcpTools: McpTools = async () => [],
): Registered {
  const assistants = [...registry.assistants.values()];
  return {
    assistants: assistants.map(({ id, name, version, manifest }) => ({
      ...{ id, name, version },
      manifestHash: manifest.hash,
    })),
    components: assistants.flatMap((assistant) =>
      describeComponents(assistant.manifest, { ...surroundings, engineTools: toolsOfEngine(assistant) }),
    ),
    mcpTools: assistants.flatMap(allowedMcpTools),
    async fromServers() {
      const all = assistants.map(async (assistant) => describeTools(assistant, await mcpTools(assistant)));
      return (await Promise.all(all)).flat();
    },
  };
}

const allowedMcpTools = ({ id: assistant, version, mcpServers }: Assistant): AllowedMcpTool[] =>
  [...mcpServers].flatMap(([server, { tools }]) =>
    [...tools.values()].map(({ name, as }) => ({
      ...{ assistant, version, server, tool: name },
      component: componentIdOf(assistant, 'tool', as),
    })),
  );

/** Only described here, never run: what they would rest on in a turn isn't there. */
function toolsOfEngine(assistant: Assistant) {
  const turn = { conversationId: '', turnId: '', fence: 0 };
  return engineTools({} as Dependencies, assistant, Object.keys(assistant.knowledge), turn);
}
