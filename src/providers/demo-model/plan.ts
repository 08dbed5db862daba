import type { DemoTool } from './demo-request.ts';
import { type Passage, passagesOf } from './passages/passages.ts';
import { keysOf, type Quote, quoteFor } from './passages/quote.ts';
import type { Scene, ToolResult } from './scene.ts';
import { looksHostile, type Talk, talkIn } from './small-talk.ts';
import { type Choice, chooseTool } from './tools/choose-tool.ts';
import { kindOf, type ToolKind } from './tools/tool-kind.ts';
import { conceptsOf, conceptsOfWord } from './words/concepts.ts';
import { fillers } from './words/fillers.ts';
import { topicIn } from './words/labels.ts';
import type { Language } from './words/language.ts';
import { isTakenBack } from './words/mood.ts';
import { goesOn, partsOf } from './words/parts.ts';
import { wordsIn } from './words/words.ts';

/** What is to be done about one part of what was asked. */
export type Step =
  | { readonly kind: 'call' | 'ask'; readonly choice: Choice }
  | { readonly kind: 'quote'; readonly quote: Quote }
  | { readonly kind: 'search'; readonly tool: DemoTool; readonly query: string }
  | { readonly kind: 'talk'; readonly talk: Talk }
  | { readonly kind: 'unknown' };

export type Plan = Step & { readonly part: string };

interface Means {
  readonly scene: Scene;
  readonly kinds: readonly ToolKind[];
  readonly passages: readonly Passage[];
  /** Offered, and not used since the last answer. */
  readonly search: DemoTool | undefined;
}

/** A step for each part of what the customer asked, in the order asked; one that came to nothing isn't listed. */
export function planFor(scene: Scene, tools: readonly DemoTool[], results: readonly ToolResult[]): Plan[] {
  // Whoever gives orders to us gets nothing done by them, whatever else the message wishes.
  const isHostile = scene.asked.some(looksHostile);
  const kinds = tools
    .map(kindOf)
    .filter(({ actions }) => !isHostile || actions.length === 0)
    .filter(
      ({ isHandoff, tool }) => !(isHandoff && scene.results.some((result) => result.tool === tool.name)),
    );
  const searches = kinds.filter(({ isSearch }) => isSearch).map(({ tool }) => tool);
  const found = results.filter((result) => searches.some(({ name }) => name === result.tool));
  const passages = passagesOf(scene.system, found);
  const means: Means = { scene, kinds, passages, search: found.length > 0 ? undefined : searches[0] };
  const completed = replyTo(means);
  if (completed) {
    const { part, reply } = completed;
    return tidy(stepsFor(part, [], means, reply).map((step) => ({ ...step, part })));
  }
  const parts = scene.asked.flatMap(partsOf).slice(0, partsMax);
  const plans = parts.flatMap((part, index) =>
    stepsFor(part, parts.slice(0, index).toReversed(), means).map((step) => ({ ...step, part })),
  );
  return tidy(plans);
}

const partsMax = 8;

function stepsFor(part: string, earlier: readonly string[], means: Means, reply?: string): Step[] {
  const { scene, kinds } = means;
  if (looksHostile(part)) return [{ kind: 'talk', talk: 'hostile' }];
  if (
    isTakenBack(part) &&
    kinds.some(({ actions }) => actions.some((action) => conceptsOf(part).has(action)))
  )
    return [{ kind: 'talk', talk: 'leave' }];
  const talk = talkIn(part);
  if (talk === 'person') {
    const bringer = kinds.find(({ isForPerson }) => isForPerson);
    const choice =
      bringer &&
      chooseTool(part, { asked: [], before: [] }, [{ ...bringer, isForPerson: false, actions: [] }])[0];
    return [choice && choice.missing.length === 0 ? { kind: 'call', choice } : { kind: 'talk', talk }];
  }
  if (talk) return [{ kind: 'talk', talk }];
  const own = stepsWithin(part, reply === undefined ? [] : [reply], means);
  const context = [...earlier, ...scene.before.slice(0, contextMax)];
  const isSure = own.some(({ kind }) => kind === 'call' || kind === 'quote');
  if (!goesOn(part) || isSure || context.length === 0) return own;
  for (const before of context) {
    const [more] = chooseTool(
      before,
      { asked: [], before: [], today: scene.today },
      kinds.filter(({ actions }) => actions.length === 0),
    );
    if (!more) continue;
    const choices = chooseTool(`${part} ${before}`, { ...textsOf(scene), asked: [part, before] }, [
      more.kind,
    ]);
    const filled = choices.filter(({ missing }) => missing.length === 0).slice(0, 1);
    if (filled.length > 0)
      return filled.map((choice) => ({
        kind: 'call',
        choice: { ...choice, ...refill(choice, part, before, scene) },
      }));
  }
  return own;
}

const contextMax = 2;

/** What the new words say comes before what the old ones said. */
const refill = ({ kind }: Choice, part: string, before: string, scene: Scene) => {
  const [choice] = chooseTool(part, { ...textsOf(scene), asked: [before] }, [
    { ...kind, names: [...conceptsOf(part)] },
  ]);
  return choice ? { args: choice.args, missing: choice.missing } : {};
};

const textsOf = (scene: Scene) => ({
  asked: [] as readonly string[],
  before: [...scene.asked.toReversed(), ...scene.before],
  lastAnswer: scene.lastAnswer,
  today: scene.today,
});

function stepsWithin(
  part: string,
  asked: readonly string[],
  { scene, kinds, passages, search }: Means,
): Step[] {
  const choices = chooseTool(part, { ...textsOf(scene), asked }, kinds);
  const ready = choices.filter(({ missing }) => missing.length === 0);
  const isHandoff = ready[0]?.kind.isHandoff === true;
  if (ready.length > 0 && !isHandoff && (ready[0]?.score ?? 0) >= sureMin)
    return ready.map((choice) => ({ kind: 'call', choice }));
  const quote = quoteFor(part, scene.language, passages);
  const [choice] = choices;
  if (choice && choice.kind.actions.length > 0 && choice.missing.length > 0) return [{ kind: 'ask', choice }];
  if (choice && isAboutOwn(part, choice)) return [{ kind: 'ask', choice }];
  if (quote) return [{ kind: 'quote', quote }];
  if (choice && !isHandoff && choice.score >= sureMin) return [{ kind: 'ask', choice }];
  if (isHandoff) return ready.slice(0, 1).map((each) => ({ kind: 'call', choice: each }));
  if (keysOf(part).length === 0) return [];
  if (search) return [{ kind: 'search', tool: search, query: queryFor(part, scene.language) }];
  return [{ kind: 'unknown' }];
}

const sureMin = 1;

/** "Where is my order?" is about that order, whatever is written about orders. */
const isAboutOwn = (part: string, { kind, missing }: Choice) =>
  missing.length > 0 &&
  kind.actions.length === 0 &&
  conceptsOf(part).has('status') &&
  kind.names.some((name) => conceptsOf(part).has(name)) &&
  /\b(?:my|our|meine?[nrms]?|unsere?[nrms]?)\b/i.test(part) &&
  !/^\W*(?:how|can|kann|wie|what if|was)\b/i.test(part);

/** In the words that a text about it would use: without the talk, and with the topic besides. */
function queryFor(part: string, language: Language): string {
  const words = wordsIn(part)
    .filter((word) => word.length > 1)
    .filter((word) => conceptsOfWord(word).some((concept) => !fillers.has(concept)));
  const topic = topicIn(conceptsOf(part), language);
  const query = [...words, ...(topic ? [topic] : [])].join(' ').slice(0, queryMax);
  return query || part.slice(0, queryMax);
}
const queryMax = 200;

/** A short answer to our own question, such as a number, read together with the wish that it completes. */
function replyTo({ scene, kinds }: Means): { part: string; reply: string } | undefined {
  const reply = scene.asked.join(' ');
  if (
    !/\?\s*(?:\(|$)/.test(scene.lastAnswer) ||
    reply === '' ||
    reply.length > replyMax ||
    talkIn(reply) !== undefined
  )
    return undefined;
  if (/\?\s*$/.test(reply)) return undefined;
  for (let count = 1; count <= Math.min(scene.before.length, wishMessagesMax); count++) {
    const wish = scene.before.slice(0, count).reverse().join(' ');
    const [open] = chooseTool(wish, { asked: [], before: scene.before, today: scene.today }, kinds);
    if (!open || open.missing.length === 0) continue;
    const both = chooseTool(wish, { ...textsOf(scene), asked: [reply] }, [open.kind])[0];
    const filled = chooseTool(`${wish} ${reply}`, { ...textsOf(scene), asked: [reply, wish] }, [
      open.kind,
    ])[0];
    const isCloser = [both, filled].some((choice) => choice && choice.missing.length < open.missing.length);
    if (isCloser) return { part: `${wish} ${reply}`, reply };
  }
  return undefined;
}

const replyMax = 120;
/** How many messages a wish may be spread over. */
const wishMessagesMax = 3;

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
            /\?|^\W*(?:and |und )?(?:what|how|when|who|do|can|is|was|wie|wann|wer|kann|ist)\b/i.test(part),
        )
      : telling;
  return (kept.length > 0 ? kept : distinct).slice(0, partsMax);
}

const mereTalk: ReadonlySet<Talk> = new Set(['hello', 'thanks', 'rude']);

function keyOf(plan: Plan): string {
  switch (plan.kind) {
    case 'call':
    case 'ask':
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
