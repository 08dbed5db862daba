import { dayIn, timeIn } from '../words/days.ts';
import { fold } from '../words/words.ts';
import type { Texts } from './slot.ts';

/** A day and time that we have offered to choose from. */
interface Offer {
  readonly day: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The day that is meant: named, or chosen from what we offered last ("the second one"). */
export const chosenDay = (texts: Texts): string | undefined => {
  const named = dayIn(texts.asked[0] ?? '', texts.today);
  return named ?? chosenOffer(texts)?.day;
};

/** The time that is meant: named, or that of the offer that was chosen. */
export function chosenTime(texts: Texts, end: 'from' | 'to'): string | undefined {
  const named = timeIn(texts.asked[0] ?? '');
  const offers = offersIn(texts);
  const day = dayIn(texts.asked[0] ?? '', texts.today);
  const offer =
    offers.find((one) => one.day === day && (named === undefined || one.from === named)) ??
    chosenOffer(texts);
  return end === 'from' ? (named ?? offer?.from) : offer?.to;
}

function chosenOffer(texts: Texts): Offer | undefined {
  const text = fold((texts.asked[0] ?? '').slice(0, textMax));
  const index = ordinals.findIndex((words) => new RegExp(String.raw`\b(?:${words})\b`).test(text));
  const offers = offersIn(texts);
  if (/\b(?:last|letzte\w?)\b/.test(text)) return offers.at(-1);
  return index === -1 ? undefined : offers[index];
}

const ordinals = [
  'first|erste\\w?|earliest|fruheste\\w?',
  'second|zweite\\w?',
  'third|dritte\\w?',
  'fourth|vierte\\w?',
];
const textMax = 300;

/** Days with their times in our last answer, in the order named. */
function offersIn({ lastAnswer = '', today }: Texts): Offer[] {
  const named = lastAnswer.matchAll(
    /\b(\d{1,2})\.? (\p{L}{3,10}) (20\d{2})([^;.\n]{0,12}(\d{2}:\d{2})(?:\D{1,8}(\d{2}:\d{2}))?)?/gu,
  );
  return [...named].flatMap((match) => {
    const day = dayIn(`${match[1]} ${match[2]}`, today ?? `${match[3]}-01-01`);
    return day ? [{ day: `${match[3]}${day.slice(4)}`, from: match[5], to: match[6] }] : [];
  });
}
