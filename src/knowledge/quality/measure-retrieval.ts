import type { FoundPassage } from '../../domain/knowledge.ts';
import type { Question } from './questions.ts';

/** What a search found of what it should have found. */
export interface Measured {
  /** For each question, in order, where its passage stood, from 1; undefined: not among those looked at. */
  readonly ranks: readonly { readonly question: Question; readonly rank: number | undefined }[];
}

/** Asks each question once and looks where the passage stands that answers it. Rejects as the search does. */
export async function measureRetrieval(
  questions: readonly Question[],
  search: (text: string, limit: number) => Promise<readonly FoundPassage[]>,
): Promise<Measured> {
  const ranks = [];
  for (const question of questions) {
    const found = await search(question.question, rankMax);
    const index = found.findIndex(({ text }) => plain(text).includes(plain(question.passage)));
    ranks.push({ question, rank: index < 0 ? undefined : index + 1 });
  }
  return { ranks };
}

/** The share of questions, from 0 to 1, whose passage is among the first `most`; of one language where it is named. */
export function hitRate({ ranks }: Measured, most: number, language?: string): number {
  const asked = ranks.filter(({ question }) => language === undefined || question.language === language);
  const hits = asked.filter(({ rank }) => rank !== undefined && rank <= most);
  return asked.length === 0 ? 0 : hits.length / asked.length;
}

const plain = (text: string) => text.replace(/\s+/g, ' ').toLowerCase();

/** As many as anybody is shown. */
const rankMax = 5;
