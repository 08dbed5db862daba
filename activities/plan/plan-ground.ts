import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import { componentIdOf } from '../../src/domain/component.ts';
import { proves } from '../../src/domain/message.ts';
import { offerOf, type Withheld } from '../../src/domain/plan/offer.ts';
import type { ToolCustomer } from '../../src/domain/tool-customer.ts';
import type { Assistant } from '../../src/registry/assistant.ts';
import type { Tool } from '../../src/registry/tool.ts';
import type { Dependencies } from '../dependencies.ts';

interface From {
  readonly assistant: Assistant;
  readonly tools: ReadonlyMap<string, Tool>;
  /** What `tools` lacks because another can do the same and is well. */
  readonly replaced: readonly Withheld[];
  readonly customer: ToolCustomer;
  /** Of this piece of work, in the order asked. */
  readonly calls: readonly ToolCallRow[];
}

/** What a plan may be made of now, what it may not and why, and what earlier ones have done. */
export function planGround({ components: live }: Pick<Dependencies, 'components'>, from: From) {
  const { assistant, tools, replaced, customer, calls } = from;
  // Passing the turn on is for whoever answers.
  const own = [...tools.values()].filter(({ turnsTo }) => turnsTo === undefined);
  const { offered, withheld } = offerOf(
    own.map(({ name, proof, capabilities }) => ({
      ...{ name, capabilities },
      state: live.stateOf(componentIdOf(assistant.id, 'tool', name)),
      isProved: proves(customer.proof, proof),
    })),
  );
  const offeredTools = own.filter(({ name }) => offered.includes(name));
  const tried = calls.filter(({ state }) => state !== 'asked');
  const done = tried.flatMap(({ task_name, tool, state }): [string, Tool][] => {
    const gave = tools.get(tool);
    return task_name !== null && state === 'done' && gave ? [[task_name, gave]] : [];
  });
  return {
    tools: offeredTools,
    withheld: [...replaced, ...withheld] as readonly Withheld[],
    components: new Map(offeredTools.map((tool) => [tool.name, tool])),
    done: new Map(done),
    known: tried.map(knownLine),
  };
}

const knownLine = ({ task_name, tool, state, result }: ToolCallRow): string =>
  `- ${task_name === null ? tool : `${task_name} (${tool})`}, ${state}: ${(JSON.stringify(result) ?? '').slice(0, resultTextMax)}`;

/** What is read of each result when another plan is made. */
const resultTextMax = 2_000;
