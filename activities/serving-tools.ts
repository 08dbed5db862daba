import { componentIdOf } from '../src/domain/component.ts';
import { replacedIn, type Withheld } from '../src/domain/plan/offer.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Tool } from '../src/registry/tool.ts';
import type { Dependencies } from './dependencies.ts';

/** The tools that a model is offered now: of those that can do the same, the ones that are well; and what isn't, and why. */
export function servingTools(
  { components }: Pick<Dependencies, 'components'>,
  assistant: Pick<Assistant, 'id'>,
  tools: ReadonlyMap<string, Tool>,
): { readonly serving: ReadonlyMap<string, Tool>; readonly withheld: readonly Withheld[] } {
  const withheld = replacedIn(
    [...tools.values()].map(({ name, capabilities }) => ({
      ...{ name, capabilities },
      state: components.stateOf(componentIdOf(assistant.id, 'tool', name)),
    })),
  );
  const names = new Set(withheld.map(({ name }) => name));
  return { serving: new Map([...tools].filter(([name]) => !names.has(name))), withheld };
}
