import type { DemoTool } from './demo-request.ts';
import type { Scene, ToolResult } from './scene.ts';
import { looksHostile, type Talk } from './small-talk.ts';
import { replying } from './steps/replying.ts';
import type { Means, Step } from './steps/step.ts';
import { stepsFor } from './steps/steps-for.ts';
import { isHandoff, kindOf } from './tools/tool-kind.ts';
import { partsOf } from './words/parts.ts';

/** A step, with the part of what was asked that it is for. */
export type Plan = Step & { readonly part: string };

/** A step for each part of what the customer asked, in the order asked; one that came to nothing isn't listed. */
export function planFor(scene: Scene, tools: readonly DemoTool[], results: readonly ToolResult[]): Plan[] {
  const parts = scene.asked.flatMap(partsOf).slice(0, partsMax);
  const means = { ...meansOf(scene, tools, results), partsCount: parts.length };
  const replied = replying(means);
  if (replied) return tidy(replied.steps.map((step) => ({ ...step, part: replied.part })));
  const plans = parts.flatMap((part, index) =>
    stepsFor(part, parts.slice(0, index).toReversed(), means).map((step) => ({ ...step, part })),
  );
  return tidy(plans);
}

const partsMax = 8;

function meansOf(
  scene: Scene,
  tools: readonly DemoTool[],
  results: readonly ToolResult[],
): Omit<Means, 'partsCount'> {
  // Whoever gives orders to us gets nothing done by them, whatever else the message wishes.
  const isHostile = scene.asked.some(looksHostile);
  const kinds = tools
    .map(kindOf)
    .filter(({ actions }) => !isHostile || actions.length === 0)
    .filter(({ isHandoff, tool }) => !(isHandoff && hadTurn(scene, tool.name)));
  const searches = kinds.filter(({ isSearch }) => isSearch).map(({ tool }) => tool);
  const found = results.filter((result) => searches.some(({ name }) => name === result.tool));
  return { scene, kinds, search: searches[0], unproved: unprovedIn(scene.system), found };
}

/** Whether the turn has been given to that agent already, or came from it: it isn't passed to and fro. */
function hadTurn({ results }: Scene, handoff: string): boolean {
  return results.some(({ tool, content }) => {
    const from = /"from":"([\w-]{1,60})"/.exec(isHandoff(tool) ? content : '')?.[1];
    return tool === handoff || (from !== undefined && handoff.endsWith(`_${from}`));
  });
}

/** As the instructions tell them: `… not proved who they are as far as these need: my_orders, send_invoice.` */
function unprovedIn([instructions = '']: readonly string[]): ReadonlySet<string> {
  const [, list = ''] =
    /\bnot proved who they are as far as these need: ([\w, -]{1,2000})\./.exec(instructions) ?? [];
  return new Set(list.split(', ').filter(Boolean));
}

/** Each step once; greetings and what led to nothing only where there is nothing else. */
function tidy(plans: readonly Plan[]): Plan[] {
  const distinct = [...new Map(plans.map((plan) => [keyOf(plan), plan])).values()];
  const telling = distinct.filter((plan) => !(plan.kind === 'talk' && mereTalk.has(plan.talk)));
  const known = telling.filter(({ kind }) => kind !== 'unknown' && kind !== 'search');
  // A statement that leads to nothing is most often the background of what is asked beside it.
  const kept =
    known.length > 0
      ? telling.filter(
          ({ kind, part }) =>
            (kind !== 'unknown' && kind !== 'search') ||
            /\?|^\W*(?:and |und )?(?:what|how|when|where|who|do|can|is|was|wo|wie|wann|wer|kann|ist)\b/i.test(
              part,
            ),
        )
      : telling;
  return (kept.length > 0 ? kept : distinct).slice(0, partsMax);
}

const mereTalk: ReadonlySet<Talk> = new Set(['hello', 'thanks', 'rude']);

function keyOf(plan: Plan): string {
  switch (plan.kind) {
    case 'call':
    case 'ask':
    case 'confirm':
      return `${plan.choice.kind.tool.name}${JSON.stringify(plan.choice.args)}`;
    case 'quote':
      return `${plan.quote.passage.number}:${plan.quote.sentences.join(' ')}`;
    case 'search':
      return plan.query;
    case 'talk':
      return plan.talk;
    case 'unknown':
      return plan.kind;
  }
}
