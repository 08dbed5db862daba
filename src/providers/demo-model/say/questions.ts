import type { Plan } from '../plan.ts';
import type { Scene, ToolResult } from '../scene.ts';
import { isRude } from '../small-talk.ts';
import type { Choice } from '../tools/choose-tool.ts';
import { readResult } from '../tools/read-result.ts';
import { conceptsOf } from '../words/concepts.ts';
import type { Language } from '../words/language.ts';
import { germanWord } from './data-labels.ts';
import { deedInWords } from './deed.ts';
import { parameterInWords } from './parameters.ts';
import { phrases } from './phrases.ts';

/** What is missing, by name, in one question for all parts; of what was listed to choose from, which. */
export function askFor(
  plans: readonly Plan[],
  given: ReadonlyMap<Plan, ToolResult>,
  { asked, language }: Scene,
): string | undefined {
  const say = phrases[language];
  const open = plans.flatMap((plan) => (plan.kind === 'ask' ? [plan.choice] : []));
  const isListed = plans.some((plan) => isOffer(plan) && hasData(given.get(plan)));
  const names = open.flatMap(({ kind, missing }) =>
    missing
      .filter((name) => !(isListed && isTime.test(name)))
      .map((name) => parameterInWords(name, kind.tool, language)),
  );
  const list = listOf([...new Set(names)], language);
  if (isListed && open.length > 0) return say.choose(list);
  if (list === '') return undefined;
  const isUpset = asked.some(
    (text) =>
      isRude(text) || late.test(text) || ['problem', 'defect'].some((each) => conceptsOf(text).has(each)),
  );
  return isUpset ? say.sorry(list) : say.ask(list);
}

const late =
  /\b(?:late|overdue|delayed|still (?:not|waiting)|zu spät|verspätet|überfällig|immer noch nicht)\b/i;

const isTime = /(?:day|date|time|from|start|slot)$/i;

/** A list that something was looked up for, to choose from. */
const isOffer = (plan: Plan) => plan.kind === 'call' && plan.choice.kind.actions.length === 0;

const hasData = (result: ToolResult | undefined) =>
  result !== undefined && readResult(result.content).state === 'done';

function listOf(names: readonly string[], language: Language): string {
  const [last = '', ...others] = names.toReversed();
  return others.length > 0 ? `${others.reverse().join(', ')}${phrases[language].and}${last}` : last;
}

/** The question whether it is to be done; empty where a look at the thing has shown that it can't be. */
export function confirmFor(choice: Choice, looked: ToolResult | undefined, language: Language): string {
  const say = phrases[language];
  const reading = looked && readResult(looked.content);
  if (reading && reading.state !== 'done') return '';
  const status = reading?.state === 'done' ? statusIn(reading.data) : undefined;
  const state = /\bstill being (\w{4,20})/.exec(choice.kind.tool.description)?.[1];
  // It is so already.
  if (status && choice.kind.actions.some((action) => conceptsOf(status).has(action))) return '';
  if (state && status && status.slice(0, stemLength) !== state.slice(0, stemLength))
    return say.onlyWhile(language === 'de' ? (germanWord(state) ?? state) : state);
  return [...(choice.kind.isFinal ? [say.final] : []), deedInWords(choice, language)].join(' ');
}

/** `packed` and `packing` are one. */
const stemLength = 4;

function statusIn(data: unknown, depth = 0): string | undefined {
  if (typeof data !== 'object' || data === null || depth > 2) return undefined;
  if ('status' in data && typeof data.status === 'string') return data.status;
  return Object.values(data)
    .map((value) => statusIn(value, depth + 1))
    .find(Boolean);
}
