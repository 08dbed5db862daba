import { z } from 'zod';
import type { DemoTool } from '../demo-request.ts';
import { conceptsOf, conceptsOfWord } from '../words/concepts.ts';
import { fillers } from '../words/fillers.ts';
import { wordsIn } from '../words/words.ts';

/** What a tool is, as its name and description tell. */
export interface ToolKind {
  readonly tool: DemoTool;
  /** What it does to the world; empty for one that only looks. */
  readonly actions: readonly string[];
  /** What its name speaks of besides. */
  readonly names: readonly string[];
  readonly described: readonly string[];
  readonly isHandoff: boolean;
  /** Asks another agent, who answers us. */
  readonly isQuestion: boolean;
  /** Searches what is written down. */
  readonly isSearch: boolean;
  /** Brings a person. */
  readonly isForPerson: boolean;
  /** Wants the customer's yes to just that call. */
  readonly asksBefore: boolean;
  /** Can't be taken back. */
  readonly isFinal: boolean;
}

export function kindOf(tool: DemoTool): ToolKind {
  const [verb = ''] = wordsIn(tool.name);
  const spoken = [...conceptsOf(tool.name.replaceAll('_', ' ').slice(0, nameMax)), ...conceptsOf(tool.name)];
  const inName = [...new Set(spoken)];
  const isReading = readingVerbs.has(verb.toLowerCase());
  const found = isReading ? [] : inName.filter((concept) => actionConcepts.has(concept));
  const names = inName.filter((concept) => !found.includes(concept) && isTelling(concept));
  const described = [...conceptsOf(tool.description.slice(0, descriptionMax))].filter(isTelling);
  return {
    tool,
    actions: found,
    // A name that says nothing is made up for by what the description begins with.
    names: names.length > 0 || !isReading ? names : described.slice(0, 1),
    described,
    isHandoff: isHandoff(tool.name),
    isQuestion: /^ask_/i.test(tool.name) && /\bagent\b/i.test(tool.description),
    isSearch: isSearch(tool),
    asksBefore: found.length > 0 && asksBefore.test(tool.description),
    isFinal: /\b(?:cannot|can't|can not) be (?:undone|taken back|reversed)\b/i.test(tool.description),
    isForPerson: /\b(human|person|operator|escalat|hand ?over)/i.test(wordsIn(tool.name).join(' ')),
  };
}

/** Moves the conversation to another agent; its result is no answer to the customer. */
export const isHandoff = (toolName: string) => /hand_?off|transfer|route/i.test(toolName);

const asksBefore =
  /\bask (?:the customer|them) (?:before|first)\b|\b(?:confirm|repeat)\b[^.]{0,60}\b(?:customer|before|first)\b|\bcannot be undone\b/i;
const nameMax = 100;
const descriptionMax = 600;

const isTelling = (concept: string) => concept.length > 3 && !fillers.has(concept);

const readingVerbs = new Set(
  'find check list show get search my look lookup read fetch is has count'.split(' '),
);

const actionConcepts = new Set(
  [
    'refund cancel return change create delete remove send book pay close add block reset subscribe start exchange',
    'notify update register transfer inquiry',
  ]
    .join(' ')
    .split(' ')
    .flatMap(conceptsOfWord),
);

const searchShape = z.object({
  properties: z.object({ query: z.looseObject({ type: z.literal('string') }) }),
});

const isSearch = ({ name, parameters }: DemoTool) =>
  /search|knowledge/i.test(name) && searchShape.safeParse(parameters).success;
