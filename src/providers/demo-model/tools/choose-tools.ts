import type { DemoTool } from '../demo-request.ts';
import type { Scene } from '../scene.ts';
import { conceptOf, conceptsOf } from '../words/concepts.ts';
import { idsIn } from '../words/find-values.ts';
import { wordsIn } from '../words/words.ts';
import { type Filled, fillArguments } from './fill-arguments.ts';
import type { Texts } from './slot.ts';

export interface Choice extends Filled {
  readonly tool: DemoTool;
}

/** The tools that what was asked calls for, each with what is known of its arguments. */
export function chooseTools(scene: Scene, tools: readonly DemoTool[]): Choice[] {
  const free = tools.filter((tool) => !(isHandoff(tool.name) && scene.calledTools.has(tool.name)));
  const texts = { asked: scene.asked.toReversed(), before: scene.before };
  const openQuestion = replyTo(scene, free);
  const parts = openQuestion ? [openQuestion] : scene.asked.flatMap(partsOf).slice(0, partsMax);
  const choices = parts.flatMap((part) => choicesFor(part, texts, free));
  const distinct = new Map(choices.map((choice) => [choice.tool.name + JSON.stringify(choice.args), choice]));
  return [...distinct.values()].slice(0, callsMax);
}

const partsMax = 8;
const callsMax = 4;

/** A short answer to our own question, such as a number, read together with the wish that it completes. */
function replyTo({ asked, before }: Scene, tools: readonly DemoTool[]): string | undefined {
  const reply = asked.join(' ');
  if (wordsIn(reply).length > replyWordsMax || !/\d|@/.test(reply)) return undefined;
  for (let count = 1; count <= Math.min(before.length, wishMessagesMax); count++) {
    const wish = before.slice(0, count).reverse().join(' ');
    if (choicesFor(wish, { asked: [], before: [] }, tools).some(({ missing }) => missing.length > 0))
      return `${wish} ${reply}`;
  }
  return undefined;
}

const replyWordsMax = 6;
/** How many messages a wish may be spread over. */
const wishMessagesMax = 3;

/** Moves the conversation to another agent; its result is no answer to the customer. */
export const isHandoff = (toolName: string) => /hand_?off|hand_?over|transfer|route/i.test(toolName);

/** Whether a tool changes something, as its name tells. */
export const isAction = (toolName: string) => actionsIn(toolName).length > 0;

/** What one part of the text calls for; for several numbers several calls, if the tool only looks things up. */
function choicesFor(part: string, { asked, before }: Texts, tools: readonly DemoTool[]): Choice[] {
  const texts = { asked: [part, ...asked], before };
  const tool = bestTool(part, tools, texts);
  if (!tool) return [];
  const ids = isAction(tool.name) ? [] : idsIn(part);
  if (ids.length < 2) return [{ tool, ...fillArguments(tool, texts) }];
  return ids.map((id) => ({ tool, ...fillArguments(tool, { asked: [id, ...texts.asked], before }) }));
}

/** Sentences, and halves of sentences where there is a number or a wish in each. */
function partsOf(text: string): string[] {
  return text.split(
    /[.!?;]+\s+|\n+|,?\s+(?:and|und)\s+(?=[\p{L} ]{0,40}\b(?:please|bitte|where|wo|refund|cancel|do you|can you)\b)/iu,
  );
}

function bestTool(part: string, tools: readonly DemoTool[], texts: Texts): DemoTool | undefined {
  const concepts = conceptsOf(part);
  const scored = tools
    .map((tool) => ({ tool, score: scoreOf(tool, concepts, texts) }))
    .filter(({ tool, score }) => score >= (isHandoff(tool.name) ? handoffScoreMin : scoreMin));
  return scored.sort((one, other) => other.score - one.score)[0]?.tool;
}

/** How well a tool fits a sentence: its name says more than its description, and a verb more than a noun. */
function scoreOf(tool: DemoTool, concepts: ReadonlySet<string>, texts: Texts): number {
  const actions = actionsIn(tool.name);
  const spoken = (word: string) => concepts.has(word);
  // What changes something has to be asked for by its verb.
  if (actions.length > 0 && !actions.some(spoken)) return 0;
  const names = meaningfulConcepts(tool.name).filter(spoken).length;
  const described = meaningfulConcepts(tool.description).filter(spoken).length;
  const fit = 3 * names + 4 * actions.filter(spoken).length + Math.min(described, 3);
  return fit === 0 ? 0 : fit - fillArguments(tool, texts).missing.length;
}

const scoreMin = 2;
/** What an agent is for stands in its description alone. */
const handoffScoreMin = 1;

const actionsIn = (toolName: string) => [...conceptsOf(toolName)].filter((concept) => actions.has(concept));

const meaningfulConcepts = (text: string) => [
  ...new Set(
    wordsIn(text)
      .map(conceptOf)
      .filter((concept) => concept.length > 3 && !fillers.has(concept)),
  ),
];

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(conceptOf));

const actions = wordSet(
  'refund cancel return change create delete remove send book pay close open add block reset subscribe',
);

/** Words of descriptions and of talk that say nothing about either. */
const fillers = wordSet(
  'find look check list show search fetch read this that with from have such like take they them their what which ' +
    'will would could does only once part also its name number please want need customer',
);
