import type { Assistants } from '../http/dependencies.ts';
import type { Registry } from '../registry/assistant.ts';
import { hashOf } from '../registry/hash.ts';

/** The part of the registry that requests ask. */
export function assistantsForHttp(registry: Registry): Assistants {
  return {
    ids: [...registry.assistants.keys()],
    default: registry.default.id,
    get: (id) => registry.assistants.get(id),
    checkToolInput(assistant, name, args) {
      const tool = registry.assistants.get(assistant)?.tools.get(name);
      if (!tool) return { ok: false, problem: `the tool ${name} is no longer there` };
      const checked = tool.checkInput(args);
      return checked.ok ? { ...checked, argsHash: hashOf(checked.args) } : checked;
    },
  };
}
