import { looksHostile, talkIn } from '../small-talk.ts';
import { languageOf } from '../words/language.ts';
import { fold } from '../words/words.ts';
import { type Line, linesIn } from './lines.ts';
import { type Kept, summaryItems, summaryText } from './summary-text.ts';

/**
 * The notes of a transcript, sentence by sentence as they were said: what the customer wants, what they were told,
 * promised or refused, and what nobody has answered yet. Notes from before are gone through again with the new lines.
 */
export function summaryOf(said: string): string {
  const marked = /^Summary so far:\n([\s\S]*?)\n\n(?:New lines|Lines):\n/i.exec(said.slice(0, earlierMax));
  const lines = linesIn(marked ? said.slice(marked[0].length) : said);
  const language = languageOf(
    lines
      .filter(({ from }) => from === 'customer')
      .map(({ text }) => text)
      .toReversed(),
  );
  const earlier = marked ? summaryItems(marked[1] ?? '') : [];
  const items = [
    ...earlier.filter(({ kind }) => kind !== 'open'),
    ...lines.flatMap(itemsOf),
    ...openIn(lines),
  ];
  return summaryText(pick(items), language);
}

const earlierMax = 20_000;

function itemsOf({ from, text }: Line): Kept[] {
  const sentences = sentencesOf(text).filter(
    (sentence) => talkIn(sentence) === undefined || talkIn(sentence) === 'person',
  );
  return sentences
    .filter((sentence) => !looksHostile(sentence) && !standIn.test(sentence))
    .map(
      (sentence) =>
        ({
          kind: from === 'customer' ? 'wish' : 'told',
          text: sentence,
          weight: weightOf(sentence, from),
        }) as const,
    )
    .filter(({ weight }) => weight >= weightMin);
}

const standIn = /OPENAI_API_KEY/;

/** What was asked last and has no answer. */
function openIn(lines: readonly Line[]): Kept[] {
  const last = lines.findLastIndex(({ from }) => from === 'us');
  const since = lines.slice(last + 1).flatMap(({ text }) => sentencesOf(text));
  const own = lines[last]?.text.match(/[^.!?]{5,200}\?\s*$/)?.[0]?.trim();
  const open =
    since.length > 0
      ? since.filter((sentence) => weightOf(sentence, 'customer') >= weightMin)
      : own
        ? [own]
        : [];
  return open.slice(-openMax).map((text) => ({ kind: 'open', text, weight: openWeight }));
}

const openMax = 2;
const openWeight = 6;

const sentencesOf = (text: string) =>
  text
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}„“"(])|\n+/u)
    .map((sentence) => sentence.trim().slice(0, sentenceMax))
    .filter((sentence) => /\p{L}/u.test(sentence))
    .slice(0, sentencesMax);

const sentenceMax = 220;
const sentencesMax = 12;

/** How much is lost when a sentence is. */
function weightOf(sentence: string, from: Line['from']): number {
  const text = fold(sentence);
  const hasNumber = /\d/.test(sentence) ? 2 : 0;
  if (from === 'customer')
    return (
      hasNumber +
      (wish.test(text) ? 2 : 0) +
      (/\?\s*$/.test(sentence) ? 1 : 0) +
      (sentence.length > 25 ? 1 : 0)
    );
  return hasNumber + (promise.test(text) ? 3 : 0) + (outcome.test(text) ? 2 : 0);
}

const weightMin = 1;

const wish =
  /\b(?:i want|i d like|i would like|i need|please|can you|could you|refund|cancel|return|exchange|complain\w*|broken|wrong|ich mochte|ich will|ich brauche|bitte|konnen sie|konnt ihr|kannst du|erstatt\w*|stornier\w*|umtausch\w*|zuruck\w*|beschwer\w*|kaputt|falsch\w*|call me|my name|ich heisse|prefer|lieber|nicht mehr|never|allerg\w*)\b/;
const promise =
  /\b(?:i ll|i will|we ll|we will|promised?|as soon as|by (?:monday|tuesday|wednesday|thursday|friday|tomorrow)|ich (?:schreibe|melde|kummere|schicke|sende|gebe|sage)|wir (?:schreiben|melden|schicken|senden)|sobald|versprochen|spatestens)\b/;
const outcome =
  /\b(?:done|refunded|cancelled|booked|changed|sent|agreed|refused|isn t possible|not possible|has to agree|couldn t|found|shipped|delivered|colleague|erledigt|erstattet|storniert|gebucht|geandert|gesendet|genehmigt|abgelehnt|nicht moglich|geht leider nicht|zustimmen|gefunden|versandt|zugestellt|team)\b/;

/** The weightiest that fit, in the order said. */
function pick(items: readonly Kept[]): Kept[] {
  const distinct = [
    ...new Map(items.map((item) => [item.kind === 'open' ? `open ${item.text}` : item.text, item])).values(),
  ];
  const open = new Set(distinct.filter(({ kind }) => kind === 'open').map(({ text }) => text));
  const ranked = distinct
    .filter(({ kind, text }) => kind === 'open' || !open.has(text))
    .map((item, index) => ({ item, index, rank: item.weight + (recentShare * index) / distinct.length }))
    .sort((one, other) => other.rank - one.rank);
  return ranked
    .slice(0, itemsMax)
    .sort((one, other) => one.index - other.index)
    .map(({ item }) => item);
}

const itemsMax = 12;
const recentShare = 1.5;
