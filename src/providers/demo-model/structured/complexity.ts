import { keysOf } from '../passages/quote.ts';
import { conceptsOf } from '../words/concepts.ts';
import { moodOf } from '../words/mood.ts';
import { partsOf } from '../words/parts.ts';
import { fold } from '../words/words.ts';

/** Whether a message can be answered by looking one thing up, or asks for several, or for thought. */
export function complexityOf(message: string): 'simple' | 'complex' {
  const text = fold(message);
  const parts = partsOf(message);
  if (partsAskedIn(message) >= 2 || reasoning.test(text)) return 'complex';
  const facts = (
    message.match(/\b[A-Z]{1,4}-\d{2,12}\b|\d+[.,]?\d*\s?[€$£%]|\d{1,2}\.\s?\p{L}+|\b\d+\b/giu) ?? []
  ).length;
  const told = parts.filter(
    (part) => moodOf(part) === 'statement' && part.split(/\s+/).length >= factWordsMin,
  ).length;
  const isComplaint = conceptsOf(message).has('problem') || conceptsOf(message).has('defect');
  return isComplaint && facts + told >= factsMin ? 'complex' : 'simple';
}

/** How many separate things a message asks for; at least one. */
export const partsAskedIn = (message: string): number =>
  Math.max(
    1,
    partsOf(message).filter((part) => keysOf(part).length > 0 && moodOf(part) !== 'statement').length,
  );

const factsMin = 2;
const factWordsMin = 4;

const reasoning =
  /\b(?:compare|comparison|difference|better|why|because|although|however|therefore|explain|recommend|advise|should i|which (?:one )?(?:is|would)|if\b.{3,80}\b(?:then|can i|could i|do i|will|would|what)|instead of|on the one hand|vergleich\w*|unterschied\w*|besser|warum|wieso|weshalb|weil|obwohl|trotzdem|daher|erklar\w*|empfehl\w*|empfiehl\w*|soll(?:te)? ich|wenn\b.{3,80}\b(?:dann|kann ich|konnte ich|bekomme ich|was)|statt dessen|einerseits)\b/;
