import type { DueSummary } from '../../src/database/memory.ts';
import { bounds } from '../../src/domain/bounds.ts';
import { factsLine, missingFacts } from './facts.ts';

/** The gist of a case without a model: what the customer came with, what they were told last, and every number. */
export function extractSummary({ summary, lines }: DueSummary): string {
  const asked = lines.filter((line) => line.from === 'customer').slice(0, askedMax);
  const told = lines.findLast((line) => line.from !== 'customer');
  const parts = [
    ...(summary === null ? [] : [summary]),
    ...asked.map(({ text }) => `The customer wrote: ${excerpt(text)}`),
    ...(told ? [`What they were told last: ${excerpt(told.text)}`] : []),
  ];
  const text = parts.join('\n').slice(0, bounds.summaryTextMax / 2);
  return `${text}${factsLine(missingFacts(text, [summary ?? '', ...lines.map((line) => line.text)]))}`;
}

const askedMax = 3;
const excerptTextMax = 300;

const excerpt = (text: string) => text.replace(/\s+/g, ' ').slice(0, excerptTextMax).toWellFormed();
