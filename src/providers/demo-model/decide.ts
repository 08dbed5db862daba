import { answerFor } from './answer.ts';
import type { DemoRequest } from './demo-request.ts';
import { happenedInWords } from './happened.ts';
import { type Plan, planFor } from './plan.ts';
import { phrases } from './say/phrases.ts';
import { readScene, type Scene, type ToolResult } from './scene.ts';
import { isReadyToGive, structuredAnswer } from './structured/structured-answer.ts';
import { readResult } from './tools/read-result.ts';
import { isHandoff } from './tools/tool-kind.ts';
import { idsIn } from './words/find-values.ts';

/** What the demo model does next. */
export type Move =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'call'; readonly calls: readonly Call[] };

interface Call {
  readonly name: string;
  readonly args: object;
}

/** Decides from the request alone, and always the same. Results that are there are answered, never asked for again. */
export function decide(request: DemoRequest): Move {
  if (isReadyToGive(request)) return { kind: 'say', text: structuredAnswer(request) };
  const scene = readScene(request.messages);
  const tools = (request.tools ?? []).map((tool) => tool.function);
  const results = scene.results.filter(({ tool }) => !isHandoff(tool));
  const ran = results.filter(hasRun);
  const settled = settle(scene.asked.length > 0 ? planFor(scene, tools, ran) : [], ran);
  const calls = callsOf(settled.open);
  if (calls.length > 0 && results.length - ran.length <= rerunsMax && scene.results.length < resultsMax)
    return { kind: 'call', calls };
  const text = [
    ...(scene.happened ? [happenedInWords(scene.happened, scene.language)] : []),
    ...(scene.happened && settled.plans.length === 0 && ran.length === 0
      ? []
      : [answerFor({ scene, tools, ...settled })]),
    ...(scene.isForeign ? [phrases[scene.language].foreigner] : []),
  ].join(' ');
  const says = scene.isFirstAnswer && !scene.isAskedByAgent;
  return { kind: 'say', text: says ? `${text} ${phrases[scene.language].standIn}` : text };
}

/** A call that never ran is simply made again, though not for ever. */
const hasRun = ({ content }: ToolResult) => readResult(content).state !== 'not_run';
const rerunsMax = 8;
const resultsMax = 24;
const callsMax = 8;

/** Which result belongs to which plan; arguments come back as the tool's own check has left them. */
function settle(plans: readonly Plan[], results: readonly ToolResult[]) {
  const left = [...results];
  const given = new Map<Plan, ToolResult>();
  const claim = (plan: Plan, isIts: (result: ToolResult) => boolean) => {
    const index = left.findIndex(isIts);
    const [result] = index === -1 ? [] : left.splice(index, 1);
    if (result) given.set(plan, result);
  };
  const calling = plans.filter(({ kind }) => kind === 'call');
  for (const plan of calling)
    if (plan.kind === 'call')
      claim(plan, ({ tool, args }) => tool === plan.choice.kind.tool.name && isSame(args, plan.choice.args));
  for (const plan of calling)
    if (plan.kind === 'call' && !given.has(plan))
      claim(plan, ({ tool }) => tool === plan.choice.kind.tool.name);
  // What a plan or an agent before us has looked up needs no answer of ours besides, and no other agent.
  const isOwn = (plan: Plan) => plan.kind === 'call' && !plan.choice.kind.isHandoff;
  const kept = plans.filter((plan) => isOwn(plan) || !left.some((result) => answers(result, plan)));
  const open = kept.filter((plan) => plan.kind === 'search' || (plan.kind === 'call' && !given.has(plan)));
  return { plans: kept, given, besides: left, open };
}

/** A call with the very number that the part names. */
const answers = ({ args }: ToolResult, { part }: Plan) =>
  idsIn(part).some((id) => Object.values(args).includes(id));

const isSame = (one: object, other: object) => sorted(one) === sorted(other);
const sorted = (value: object) =>
  JSON.stringify(Object.entries(value).toSorted(([one], [other]) => one.localeCompare(other))).toLowerCase();

function callsOf(plans: readonly Plan[]): Call[] {
  const calls = plans.flatMap((plan): Call[] => {
    if (plan.kind === 'call') return [{ name: plan.choice.kind.tool.name, args: plan.choice.args }];
    return plan.kind === 'search' ? [{ name: plan.tool.name, args: { query: plan.query } }] : [];
  });
  return calls.slice(0, callsMax);
}

export type Settled = Pick<ReturnType<typeof settle>, 'plans' | 'given' | 'besides'> & {
  readonly scene: Scene;
};
