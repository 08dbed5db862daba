import { conceptsOf } from './concepts.ts';

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

/** Whether a part asks on in the words of the one before it: `and in L?`, `what about the blue one?` */
export function goesOn(part: string): boolean {
  if (
    /^\W{0,3}(?:and|und|or|oder|what about|how about|was ist mit|wie (?:ist|sieht) es mit|auch|also)\b/i.test(
      part,
    )
  )
    return [...conceptsOf(part)].length <= goesOnConceptsMax;
  return /^\W{0,3}(?:in )?(?:X{0,3}[SLM]|size \w{1,3}|größe \w{1,3}|[A-Z]{1,4}-\d{2,12})\W{0,3}$/i.test(part);
}

const goesOnConceptsMax = 7;
