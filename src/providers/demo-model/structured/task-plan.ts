import { z } from 'zod';
import type { DemoMessage, DemoTool } from '../demo-request.ts';
import { planFor } from '../plan.ts';
import { abilityOf } from '../say/abilities.ts';
import { readScene } from '../scene.ts';
import type { ToolKind } from '../tools/tool-kind.ts';

/** A call of a component that a plan asks for, in the form that requests for plans have. */
interface PlannedTask {
  readonly name: string;
  readonly purpose: string;
  readonly part: string;
  readonly component: string;
  readonly inputs: readonly object[];
  readonly after: readonly string[];
}

/**
 * A task for each part of what the customer asked that calls something, with what they wrote as its inputs. What was
 * planned before is not planned again, and one task alone is no plan.
 */
export function taskPlan(messages: readonly DemoMessage[]): readonly PlannedTask[] {
  const request = messages.at(-1)?.content ?? '';
  if (request.includes(doneBefore)) return [];
  const tools = componentsIn(request);
  const plans = planFor(readScene(messages.slice(0, -1)), tools, []);
  const tasks = plans.flatMap((plan): Omit<PlannedTask, 'name' | 'after'>[] => {
    if (plan.kind === 'search')
      return [
        {
          purpose: 'Search what is written down',
          part: plan.part,
          component: plan.tool.name,
          inputs: inputsFrom({ query: plan.query }),
        },
      ];
    if (plan.kind !== 'call') return [];
    const { kind, args } = plan.choice;
    const purpose = purposeOf(kind);
    return [{ purpose, part: plan.part, component: kind.tool.name, inputs: inputsFrom(args) }];
  });
  if (tasks.length < 2) return [];
  return tasks.map((task, index) => ({
    ...task,
    name: `${task.component}_${index + 1}`.slice(-40),
    after: [],
  }));
}

const doneBefore = 'These were done or tried already';
/** What is done, for those who look on; not in the customer's words, which are nobody's business there. */
const purposeOf = (kind: ToolKind) => {
  const ability = abilityOf(kind, 'en');
  return `${ability[0]?.toUpperCase()}${ability.slice(1)}`;
};

const inputsFrom = (args: Readonly<Record<string, unknown>>) =>
  Object.entries(args).map(([field, value]) => {
    const isPlain = typeof value !== 'object' || value === null;
    return { field, value: isPlain ? value : JSON.stringify(value), from: null, pointer: null };
  });

const component = z.looseObject({
  description: z.string().default(''),
  input: z.looseObject({}).default({}),
});

/** Reads lines like `- find_order: {"description":"…","input":{…}}`. */
function componentsIn(request: string): DemoTool[] {
  const lines = request.slice(0, requestTextMax).matchAll(/^- ([\w-]{1,64}): (\{.*\})$/gm);
  return [...lines].slice(0, componentsMax).flatMap(([, name = '', json = '']) => {
    const read = component.safeParse(parsed(json));
    return read.success ? [{ name, description: read.data.description, parameters: read.data.input }] : [];
  });
}

const requestTextMax = 200_000;
const componentsMax = 128;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
