import { createKnowledge, type RankedPassage } from '../../knowledge/search/knowledge.ts';
import type { KnowledgeScene } from './knowledge-scene.ts';

/** Prints what a turn would be given for this question, base by base, and which search found it. */
export async function search(
  scene: KnowledgeScene,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<void> {
  const { db, bases, embedderFor, log, print } = scene;
  const knowledge = createKnowledge({ db, embedderFor, log });
  for (const { assistant, base } of bases) {
    const { passages, meaning } = await knowledge.search({ assistant, bases: [base], text, limit });
    const count = `${passages.length} ${passages.length === 1 ? 'passage' : 'passages'}`;
    print(`${assistant}/${base}: ${count}, ${ways[meaning]}`);
    for (const [index, passage] of passages.entries())
      for (const line of linesOf(passage, index)) print(line);
  }
}

const ways = {
  compared: 'by words and meaning',
  off: 'by words (there is no embedding model, or no key for it)',
  failed: 'by words alone: meanings could not be compared',
} as const;

function linesOf({ title, document, url, score, places, text }: RankedPassage, index: number): string[] {
  const found = Object.entries(places).map(
    ([way, place]) => `${way} #${place.rank} (${place.score.toFixed(2)})`,
  );
  return [
    '',
    `${index + 1}. ${title}`,
    `   ${[document, url].filter(Boolean).join(' · ')}`,
    `   score ${score.toFixed(4)} · ${found.join(', ')}`,
    ...shortened(text).map((line) => `   | ${line}`),
  ];
}

function shortened(text: string): string[] {
  const lines = text.slice(0, textMax).split('\n');
  return text.length > textMax ? [...lines.slice(0, -1), `${lines.at(-1)}…`] : lines;
}

const textMax = 400;
