import { dayIn, hourIn, timeIn } from '../words/days.ts';
import { fold } from '../words/words.ts';
import type { Texts } from './slot.ts';

/** A day and time that we have offered to choose from. */
interface Offer {
  readonly day: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The day that is meant: named, or chosen from what we offered last ("the second one", or its only day). */
export function chosenDay(texts: Texts): string | undefined {
  const named = namedDay(texts);
  if (named) return named;
  const offers = offersIn(texts);
  const chosen = chosenOffer(texts, offers);
  if (chosen) return chosen.day;
  const from = namedTime(texts, offers);
  const days = new Set(offers.filter((offer) => offer.from === from).map(({ day }) => day));
  return from !== undefined && days.size === 1 ? [...days][0] : undefined;
}

/** The time that is meant: named, or that of the offer that was chosen. */
export function chosenTime(texts: Texts, end: 'from' | 'to'): string | undefined {
  const offers = offersIn(texts);
  const named = namedTime(texts, offers);
  const day = namedDay(texts);
  const ofDay = offers.filter((offer) => offer.day === day && (named === undefined || offer.from === named));
  const offer = chosenOffer(texts, offers) ?? (ofDay.length === 1 ? ofDay[0] : undefined);
  return end === 'from' ? (named ?? offer?.from) : offer?.to;
}

const namedDay = ({ asked, today }: Texts) => asked.map((text) => dayIn(text, today)).find(Boolean);

/** "At 2" is the hour of the two that was offered. */
function namedTime({ asked: [newest = ''] }: Texts, offers: readonly Offer[]): string | undefined {
  const hour = hourIn(newest);
  const offered = (time: string) => offers.some(({ from }) => from === time);
  return timeIn(newest) ?? (hour === undefined ? undefined : [hour, hour + 12].map(clock).find(offered));
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

function chosenOffer({ asked: [newest = ''] }: Texts, offers: readonly Offer[]): Offer | undefined {
  const text = fold(newest.slice(0, textMax));
  if (/\b(?:last|letzte\w?)\b/.test(text)) return offers.at(-1);
  const index = ordinals.findIndex((words) => new RegExp(String.raw`\b(?:${words})\b`).test(text));
  return index === -1 ? undefined : offers[index];
}

const ordinals = [
  '(?<!at )first|1st|erste\\w?|earliest|fruheste\\w?|any|egal',
  'second|2nd|zweite\\w?',
  'third|3rd|dritte\\w?',
  'fourth|4th|vierte\\w?',
];
const textMax = 300;

/** Days with their times in our last answer, in the order named: `28 November 2026: 11:00, 12:00`. */
function offersIn({ lastAnswer = '', today }: Texts): Offer[] {
  const days = [...lastAnswer.matchAll(/\b(\d{1,2})\.? (\p{L}{3,10}) (20\d{2})/gu)];
  return days.flatMap((match, index) => {
    const day = dayIn(`${match[1]} ${match[2]}`, today ?? `${match[3]}-01-01`);
    const rest = lastAnswer.slice(match.index + match[0].length, days[index + 1]?.index);
    const times = [
      ...(rest.split(/[.?!\n]/, 1)[0]?.matchAll(/\b(\d{2}:\d{2})(?: (?:to|bis) (\d{2}:\d{2}))?/g) ?? []),
    ];
    if (!day) return [];
    const offer = { day: `${match[3]}${day.slice(4)}` };
    return times.length === 0 ? [offer] : times.map(([, from, to]) => ({ ...offer, from, to }));
  });
}
