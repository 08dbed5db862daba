import { asking } from './asking.ts';
import { conceptsOf, isConcept, isGood } from './concepts.ts';
import { fillers } from './fillers.ts';

/**
 * The questions and wishes of a message, in the order asked: its sentences, and halves of sentences where a new question
 * or wish begins.
 */
export function partsOf(text: string): string[] {
  const sentences = text
    .slice(0, textMax)
    .split(/(?<=[.!?;])(?<!(?:str|nr|no|ca|bzw|dr|st|mr|mrs|ms)\.)\s+|\n+/iu);
  const parts = sentences.flatMap(clausesOf).map((part) => part.replace(/^[\s,;–-]+|[\s,]+$/g, ''));
  return parts.filter((part) => /[\p{L}\p{N}]/u.test(part)).slice(0, partsMax);
}

/** In UTF-16 units; reading takes time with each, and this process has other things to do. */
const textMax = 2_000;
const partsMax = 8;

function clausesOf(sentence: string): string[] {
  // "If it doesn't fit, can I send it back?" is one question.
  const from = /^\W{0,5}(?:if|when|once|since|because|as|after|wenn|falls|sobald|weil|da)\b/i.test(sentence)
    ? 1
    : 0;
  const clauses: string[] = [];
  let at = 0;
  let skipped = 0;
  for (const { index } of sentence.matchAll(clauseStart)) {
    if (skipped++ < from) continue;
    if (isNothingYet(sentence.slice(at, index))) continue;
    clauses.push(sentence.slice(at, index));
    at = index;
  }
  return [...clauses, sentence.slice(at)];
}

/** "Can you tell me, …" has no question of its own yet. */
const isNothingYet = (clause: string) => clause.trim().length < clauseMin;
const clauseMin = 5;

const verbs =
  'where|what|when|how|who|which|is|are|do|does|can|could|may|will|would|should|please|refund|cancel|book|send|change|return|i (?:want|need|would|d|ll)|' +
  'wo|wohin|ob|was|wann|wie|wer|welche[rsnm]?|ist|sind|gibt|gibts|habt|haben|hat|kann|können|könnt|könntet|könnten|darf|dürfen|muss|bitte|ich (?:möchte|will|brauche|hätte)|möchte|storniere\\w*|erstatte\\w*|buche\\w*|schick\\w*|ändere\\w*';
const clauseStart = new RegExp(
  String.raw`(?:,\s*(?:and|und|also|auch|or|oder|but|aber|then|dann)?\s*|\s(?:and|und|also|sowie)\s+)(?:also |auch |außerdem |then |dann )?(?=(?:${verbs})(?!\p{L}))`,
  'giu',
);

/** Whether a part asks on in the words of the one before it: `and in L?`, `what about the blue one?`, `what does it cost?` */
export function goesOn(part: string): boolean {
  const concepts = [...conceptsOf(part)];
  if (asksOn(part)) return concepts.length <= goesOnConceptsMax && (isAbout(part) || !hasSubject(part));
  if (pointsBack(part) && concepts.length <= goesOnConceptsMax + 3)
    return !/\b[A-Z]{1,4}-\d{2,12}\b/i.test(part) && !concepts.some(isGood);
  return /^\W{0,3}(?:in )?(?:X{0,3}[SLM]|size \w{1,3}|größe \w{1,3}|[A-Z]{1,4}-\d{2,12})\W{0,3}$/i.test(part);
}

/** "What about the blue one?" goes on whatever it is; "and how long does the refund take?" has a subject of its own. */
const isAbout = (part: string) =>
  /^\W{0,3}(?:what|how) about\b|^\W{0,3}(?:und )?(?:was ist|wie (?:ist|sieht) es) mit\b/i.test(part);
const isSubject = (concept: string) =>
  isConcept(concept) && !isGood(concept) && !asking.has(concept) && !ofThings.has(concept);
const ofThings = new Set(['size', 'fit', 'small', 'large']);

/** Whether a part names what it is about. */
export const hasSubject = (part: string) =>
  [...conceptsOf(part)].some(isSubject) || unknownIn(part).length >= unknownSubjectMin;

/** Words of no meaning here that are more than talk. */
export const unknownIn = (part: string): string[] =>
  [...conceptsOf(part)].filter(
    (concept) => !isConcept(concept) && !fillers.has(concept) && concept.length > shortMax,
  );

const shortMax = 2;
const unknownSubjectMin = 2;

/** "And …", "what about …" */
export const asksOn = (part: string) =>
  /^\W{0,3}(?:and|und|or|oder|what about|how about|was ist mit|wie (?:ist|sieht) es mit|auch|also)\b/i.test(
    part,
  );

/** "It" stands for what was named before. */
const pointsBack = (part: string) =>
  /\b(?:[Ii]t|its|that|they|them|those|this one|these|davon|dazu|dafür|sie|er|es|ihn|den|das|die)\b(?!\s+(?:possible|okay|ok|gibt|geht|möglich|\p{Lu}))/u.test(
    part.replace(/^\W*(?:gibt|geht|is|ist) (?:es|it|das)\b/i, ' '),
  );

const goesOnConceptsMax = 7;
