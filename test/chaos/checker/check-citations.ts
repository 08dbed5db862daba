import type { Evidence, Finding } from './evidence.ts';

/** Whatever is cited stands in the documents; an answer without it says that nothing could be looked up. */
export async function checkCitations({ visits, rows, documents }: Evidence): Promise<Finding> {
  const violations: string[] = [];
  const counts = { cited: 0, without: 0 };
  for (const visit of visits) {
    const answers = (await rows.messages(visit.conversationId)).filter(({ kind }) => kind === 'answer');
    for (const { seq, text, citations } of answers) {
      const name = (violation: string) =>
        `${visit.tag} (${visit.conversationId}): answer ${seq} ${violation}`;
      if (/\[\d+\]/.test(text)) violations.push(name('has marks in it'));
      for (const { title, passage } of citations)
        if (!documents.some((document) => isIn(document, passage)))
          violations.push(name(`cites what stands nowhere: ${title}, ${passage}`));
      if (visit.role !== 'asks') continue;
      counts[citations.length > 0 ? 'cited' : 'without'] += 1;
      if (citations.length === 0 && !text.includes('could not look it up'))
        violations.push(name('cites nothing, and says nothing of it'));
    }
  }
  const looked = counts.cited + counts.without;
  if (counts.cited === 0 && looked >= luckMax) violations.push('nothing was cited');
  const note = `${counts.without} said that nothing could be looked up`;
  return { about: 'answers cite what stands there', looked, violations, note };
}

/** In so few answers it may be that the knowledge was away for all. */
const luckMax = 12;

/** Each by its words: how they are set may differ. */
const isIn = (document: string, passage: string) => wordsIn(document).includes(wordsIn(passage));
const wordsIn = (text: string) => (text.match(/\p{L}+/gu) ?? []).join(' ');
