/**
 * What holds a digit in these texts (order numbers, amounts, dates) and isn't in the summary, newest first: models
 * forget, and a wrong order number is worse than a long summary.
 */
export function missingFacts(summary: string, texts: readonly string[]): string[] {
  const known = summary.toLowerCase();
  const found = texts.flatMap(factsIn).toReversed();
  const missing = found.filter((fact) => !known.includes(fact.toLowerCase()));
  return [...new Set(missing)].slice(0, factsMax);
}

/** The line that keeps them; empty where there are none. */
export const factsLine = (facts: readonly string[]): string =>
  facts.length === 0 ? '' : `\nAlso named: ${facts.join(', ')}.`;

const factsMax = 30;
const factTextMax = 40;

function factsIn(text: string): string[] {
  const words = text.match(/\S+/g) ?? [];
  const facts = words.filter((word) => /\d/.test(word)).map((word) => word.replace(edges, ''));
  return facts.filter((fact) => fact.length > 1 && fact.length <= factTextMax);
}

const edges = /^[^\p{L}\p{N}€$£#+]+|[^\p{L}\p{N}€$£%]+$/gu;
