import { askedIn } from '../words/asking.ts';
import { conceptsOf, conceptsOfWord, isConcept, isGood } from '../words/concepts.ts';
import { fillers } from '../words/fillers.ts';
import { idsIn } from '../words/find-values.ts';
import { asksLeave, moodOf } from '../words/mood.ts';
import { wordsIn } from '../words/words.ts';
import { type Filled, fillArguments } from './fill-arguments.ts';
import type { Texts } from './slot.ts';
import type { ToolKind } from './tool-kind.ts';

/** A tool for one part of what was asked, with what is known of its arguments. */
export interface Choice extends Filled {
  readonly kind: ToolKind;
  /** Where the arguments were looked for first, newest first. */
  readonly asked: readonly string[];
  /** How sure the choice is; from about 1 on it is what was meant. */
  readonly score: number;
}

/**
 * What a part calls for: the tool that fits best, and of one that only looks things up a call for each number. What
 * changes something is chosen only upon a wish that says so.
 */
export function chooseTool(part: string, texts: Texts, kinds: readonly ToolKind[]): Choice[] {
  const own = { ...texts, asked: [part, ...texts.asked] };
  const concepts = withImplied(part);
  const mood = moodOf(part);
  const weigh = weightsOf(kinds);
  // "Can I cancel A-1005?" is wish enough for what is done only after a yes.
  const isMeant = ({ asksBefore }: ToolKind) =>
    mood === 'wish' || (asksBefore && asksLeave(part) && idsIn(part).length > 0);
  const scored = kinds
    .filter(({ isSearch, isForPerson }) => !isSearch && !isForPerson)
    .filter((kind) => kind.actions.length === 0 || (isMeant(kind) && isWished(kind, concepts)))
    .map((kind) => ({ kind, asked: own.asked, ...fillArguments(kind.tool, own) }))
    .map((choice) => ({ ...choice, score: scoreOf(choice, concepts, weigh) }))
    .filter(({ score }) => score > 0);
  const best = scored.sort((one, other) => other.score - one.score)[0];
  if (!best) return [];
  const ids = best.kind.actions.length > 0 ? [] : idsIn(part);
  if (ids.length < 2) return [best];
  return ids
    .slice(0, idsMax)
    .map((id) => ({ ...best, ...fillArguments(best.kind.tool, { ...own, asked: [id, ...own.asked] }) }));
}

/** What a part speaks of; who names nothing but a thing and its size ("the wrap dress in S") asks whether it is there. */
function withImplied(part: string): ReadonlySet<string> {
  const concepts = askedIn(part);
  const words = wordsIn(part);
  const thingAt = words.findLastIndex((word) => conceptsOfWord(word).some(isGood));
  const isBeside = (concept: string) => isGood(concept) || fillers.has(concept) || concept === 'size';
  const isAll = words.every((word, index) =>
    conceptsOfWord(word).every(
      (concept) => isBeside(concept) || (!isConcept(concept) && index < thingAt) || word.length <= 2,
    ),
  );
  const isOnlyThat = [...concepts].every((concept) => isBeside(concept) || !isConcept(concept));
  return thingAt !== -1 && isAll && isOnlyThat && words.length <= thingWordsMax
    ? new Set([...concepts, 'stock'])
    : concepts;
}

const thingWordsMax = 7;
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
  { kind, args, missing }: Omit<Choice, 'score'>,
  concepts: ReadonlySet<string>,
  weigh: (concept: string) => number,
): number {
  const { tool, actions, names, described, isHandoff, isQuestion } = kind;
  const sum = (list: readonly string[]) =>
    list.reduce((total, concept) => total + (concepts.has(concept) ? weigh(concept) : 0), 0);
  const inName = sum(names);
  const inWords = Math.min(sum(described.filter((concept) => !names.includes(concept))), describedMax);
  const acted = actions.some((action) => concepts.has(action))
    ? actedScore
    : actions.length > 0
      ? wishedScore
      : 0;
  const limits = actions.length === 0 && isLimited(args, concepts) ? limitScore : 0;
  const fit = nameScore * inName + acted + describedScore * inWords + limits;
  if (isHandoff) return (fit + inWords) * handoffShare;
  if (isQuestion) return (fit + inWords) * questionShare;
  // One that lists all is not meant where one thing is named, nor one thing where all are.
  if (concepts.has('many') !== names.includes('many'))
    return fit - (names.includes('many') ? listPenalty : 0);
  const hasId = Object.keys(args).some((name) => /id$/i.test(name));
  if (actions.length === 0 && inName + limits === 0 && !hasId) return 0;
  // A question that merely holds an order's number, and is about something else.
  if (actions.length === 0 && wordsMissing(tool.name, concepts) && inName + inWords + limits === 0) return 0;
  return fit - (actions.length > 0 ? wishedMissingScore : missingScore) * missing.length;
}

/** "Under 80 euros" is meant for the tool that takes such a limit, and knows what it is that may cost so much. */
const isLimited = (args: Choice['args'], concepts: ReadonlySet<string>) =>
  Object.keys(args).some((name) => /(?:max|min)$/i.test(name)) &&
  (Object.values(args).some((value) => typeof value === 'string') || ![...concepts].some(isGood));

/** A bare order number in the text is no question after orders, but a name that shares its only word is. */
const wordsMissing = (name: string, concepts: ReadonlySet<string>) =>
  ![...conceptsOf(name.replaceAll('_', ' '))].some((concept) => concepts.has(concept));

const nameScore = 1.5;
const actedScore = 3;
const describedScore = 0.5;
const describedMax = 4;
const missingScore = 0.4;
/** Who wishes something done will be asked for it. */
const wishedMissingScore = 0.1;
const handoffShare = 0.3;
/** Who may have the whole turn is not asked about it. */
const questionShare = 0.29;
const listPenalty = 2;
const limitScore = 4;
const wishedScore = 1.5;

/** What few tools speak of tells them apart. */
function weightsOf(kinds: readonly ToolKind[]) {
  return (concept: string) => {
    const count = kinds.filter(
      ({ names, actions }) => names.includes(concept) || actions.includes(concept),
    ).length;
    return Math.log(1 + (kinds.length + 1) / (count + 1));
  };
}
