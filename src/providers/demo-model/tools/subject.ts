import type { DemoTool } from '../demo-request.ts';
import { conceptsOf, conceptsOfWord, isConcept, isGood } from '../words/concepts.ts';
import { fillers } from '../words/fillers.ts';
import { withoutMarked } from '../words/find-values.ts';
import { wordsIn } from '../words/words.ts';
import type { Texts } from './slot.ts';

/** What a wish is about when one takes away the talk around it: `rain jacket`. Undefined if nothing is left. */
export function subjectOf({ asked, before }: Texts, tool: DemoTool): string | undefined {
  const inEnglish = /\bEnglish\b/.test(tool.description);
  const [newest = '', ...older] = [...asked, ...before.slice(0, olderMax)];
  const own = goodsIn(newest);
  // "And the blue one?" leaves out what it is that is blue.
  const named = own.some(isGarment) ? newest : older.find((text) => goodsIn(text).some(isGarment));
  if (named === undefined) return own.length > 0 ? wordsFor(newest, inEnglish) : otherWords(newest, tool);
  if (named === newest) return wordsFor(newest, inEnglish);
  const kept = own.some((good) => colours.has(good)) ? (word: string) => !colours.has(word) : () => true;
  return [...(own.length > 0 ? [wordsFor(newest, inEnglish)] : []), wordsFor(named, inEnglish, kept)].join(
    ' ',
  );
}

const olderMax = 2;

const goodsIn = (text: string) => [...conceptsOf(text)].filter(isGood);

const colours = new Set('blue red green black white grey yellow brown navy'.split(' '));
const modifiers = new Set([
  ...colours,
  'rain',
  'linen',
  'denim',
  'poplin',
  'midi',
  'wrap',
  'quilted',
  'leather',
  'jersey',
  'corduroy',
  'wool',
  'merino',
  'cotton',
  'silk',
  'down',
  'winter',
  'summer',
]);
const isGarment = (good: string) => !modifiers.has(good);

/** Goods by their English names, what they are like first; or in the customer's own words. */
function wordsFor(text: string, inEnglish: boolean, isKept: (good: string) => boolean = () => true): string {
  const words = wordsIn(text).filter((word) => {
    const goods = conceptsOfWord(word).filter(isGood);
    return goods.length > 0 && goods.every(isKept);
  });
  if (!inEnglish) return [...new Set(words)].slice(0, wordsMax).join(' ');
  const goods = [...new Set(words.flatMap(conceptsOfWord).filter(isGood))];
  const ordered = [...goods.filter((good) => modifiers.has(good)), ...goods.filter(isGarment).slice(-1)];
  return ordered.join(' ');
}

function otherWords(text: string, tool: DemoTool): string | undefined {
  const toolConcepts = conceptsOf(tool.name);
  const isTalk = (word: string) =>
    conceptsOfWord(word).some(
      (concept) => fillers.has(concept) || toolConcepts.has(concept) || isConcept(concept),
    ) || talk.has(word.toLowerCase());
  const words = wordsIn(withoutMarked(text)).filter((word) => word.length > 2 && !isTalk(word));
  return words.slice(-wordsMax).join(' ') || undefined;
}

const wordsMax = 3;
const talk = new Set(
  'size sizes größe größen currently available verfügbar left today blue sell sells got'.split(' '),
);
