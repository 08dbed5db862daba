import { isConcept, isGood } from '../words/concepts.ts';
import { isTypoOf } from '../words/words.ts';

/** Which of the keys sets of concepts speak of, as the bits of a number: the first key is bit 0. At most 30 keys. */
export function createKeyBits(keys: readonly string[]) {
  const bits = new Map(keys.map((key, index) => [key, 1 << index]));
  const known = new Map<string, number>();
  const bitsOfConcept = (concept: string): number => {
    const found = known.get(concept);
    if (found !== undefined) return found;
    const all = keys.reduce((sum, key) => sum | (isForm(concept, key) ? (bits.get(key) ?? 0) : 0), 0);
    known.set(concept, all);
    return all;
  };
  return (concepts: ReadonlySet<string>): number => {
    let all = 0;
    for (const concept of concepts) all |= bitsOfConcept(concept);
    return all;
  };
}

/** Just so, or as an unknown word in another form, in a compound or misspelt. */
function isForm(concept: string, key: string): boolean {
  if (concept === key) return true;
  if (concept.length < partMin || key.length < partMin || isMeant(concept) || isMeant(key)) return false;
  if (concept.includes(key) || key.includes(concept)) return true;
  return concept[0] === key[0] && isTypoOf(concept, key);
}

const isMeant = (concept: string) => isConcept(concept) || isGood(concept);

/** Shorter words are parts of too many others. */
const partMin = 5;
