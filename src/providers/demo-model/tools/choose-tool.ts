import { conceptsOf } from '../words/concepts.ts';
import { idsIn } from '../words/find-values.ts';
import { moodOf } from '../words/mood.ts';
import { type Filled, fillArguments } from './fill-arguments.ts';
import type { Texts } from './slot.ts';
import type { ToolKind } from './tool-kind.ts';

/** A tool for one part of what was asked, with what is known of its arguments. */
export interface Choice extends Filled {
  readonly kind: ToolKind;
  /** How sure the choice is; from about 1 on it is what was meant. */
  readonly score: number;
}

/**
 * What a part calls for: the tool that fits best, and of one that only looks things up a call for each number. What
 * changes something is chosen only upon a wish that says so.
 */
export function chooseTool(part: string, texts: Texts, kinds: readonly ToolKind[]): Choice[] {
  const own = { ...texts, asked: [part, ...texts.asked] };
  const concepts = conceptsOf(part);
  const mood = moodOf(part);
  const weigh = weightsOf(kinds);
  const scored = kinds
    .filter(({ isSearch, isForPerson }) => !isSearch && !isForPerson)
    .filter((kind) => kind.actions.length === 0 || (mood === 'wish' && isWished(kind, concepts)))
    .map((kind) => ({ kind, filled: fillArguments(kind.tool, own) }))
    .map(({ kind, filled }) => ({ kind, ...filled, score: scoreOf(kind, filled, concepts, weigh) }))
    .filter(({ score }) => score > 0);
  const best = scored.sort((one, other) => other.score - one.score)[0];
  if (!best) return [];
  const ids = best.kind.actions.length > 0 ? [] : idsIn(part);
  if (ids.length < 2) return [best];
  return ids
    .slice(0, idsMax)
    .map((id) => ({ ...best, ...fillArguments(best.kind.tool, { ...own, asked: [id, ...own.asked] }) }));
}

const idsMax = 6;

/** The verb has to be said, unless the wish for the thing says it: "I need an invoice" wishes one sent. */
function isWished({ actions, names }: ToolKind, concepts: ReadonlySet<string>): boolean {
  const said = (concept: string) => concepts.has(concept);
  if (actions.every((action) => impliedActions.has(action)))
    return names.some((name) => said(name) && !objects.has(name)) || (actions.some(said) && names.some(said));
  const spoken = actions.filter((action) => !impliedActions.has(action));
  return spoken.every(said) && (!said('notify') || actions.includes('notify'));
}

const impliedActions = new Set(['send', 'book', 'start', 'create', 'add', 'register', 'updat']);
/** What nearly every tool is about. */
const objects = new Set(['order', 'delivery']);

function scoreOf(
  { tool, actions, names, described, isHandoff }: ToolKind,
  { args, missing }: Filled,
  concepts: ReadonlySet<string>,
  weigh: (concept: string) => number,
): number {
  const sum = (list: readonly string[]) =>
    list.reduce((total, concept) => total + (concepts.has(concept) ? weigh(concept) : 0), 0);
  const inName = sum(names);
  const inWords = Math.min(sum(described.filter((concept) => !names.includes(concept))), describedMax);
  const acted = actions.some((action) => concepts.has(action)) ? actedScore : sum(actions);
  const fit = nameScore * inName + acted + describedScore * inWords;
  if (isHandoff) return (fit + inWords) * handoffShare;
  // One that lists all is not meant where one thing is named, nor one thing where all are.
  if (concepts.has('many') !== names.includes('many'))
    return fit - (names.includes('many') ? listPenalty : 0);
  if (actions.length === 0 && inName === 0 && !Object.keys(args).some((name) => /id$/i.test(name))) return 0;
  if (actions.length === 0 && wordsMissing(tool.name, concepts) && inWords === 0) return 0;
  return fit - missingScore * missing.length;
}

/** A bare order number in the text is no question after orders, but a name that shares its only word is. */
const wordsMissing = (name: string, concepts: ReadonlySet<string>) =>
  ![...conceptsOf(name.replaceAll('_', ' '))].some((concept) => concepts.has(concept));

const nameScore = 1.5;
const actedScore = 3;
const describedScore = 0.5;
const describedMax = 4;
const missingScore = 0.4;
const handoffShare = 0.3;
const listPenalty = 2;

/** What few tools speak of tells them apart. */
function weightsOf(kinds: readonly ToolKind[]) {
  return (concept: string) => {
    const count = kinds.filter(
      ({ names, actions }) => names.includes(concept) || actions.includes(concept),
    ).length;
    return Math.log(1 + (kinds.length + 1) / (count + 1));
  };
}
