import type { Dependencies } from '../../activities/dependencies.ts';
import { engineTools } from '../../activities/engine-tools.ts';
import type { Registered } from '../http/dependencies.ts';
import type { Assistant, Registry } from '../registry/assistant.ts';
import { describeComponents, type Surroundings } from '../registry/describe/describe-components.ts';

/** Every component of every assistant, for whoever asks the HTTP service. */
export function registryForHttp(
  registry: Registry,
  surroundings: Omit<Surroundings, 'engineTools'>,
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
  };
}

/** Only described here, never run: what they would rest on in a turn isn't there. */
function toolsOfEngine(assistant: Assistant) {
  const turn = { conversationId: '', turnId: '', fence: 0 };
  return engineTools({} as Dependencies, assistant, Object.keys(assistant.knowledge), turn);
}
