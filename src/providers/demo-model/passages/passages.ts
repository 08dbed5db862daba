import { z } from 'zod';
import { type Language, languageTagOf } from '../words/language.ts';

/** A piece of knowledge that came with the request, by the number that it is cited with. */
export interface Passage {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly language: Language;
}

/** The passages that a text holds, in the order in which they stand there. */
export const passagesIn = { system: inSystem, result: inResult };

/** In UTF-16 units. */
const textMax = 1_600;
const blockMax = 60_000;

function inSystem(system: string): Passage[] {
  const start = system.lastIndexOf('<passages>\n');
  if (start === -1) return [];
  const end = system.indexOf('\n</passages>', start);
  const block = system.slice(start + '<passages>\n'.length, end === -1 ? undefined : end).slice(0, blockMax);
  const heads = [...block.matchAll(/^\[(\d{1,3})\] (.{0,300})$/gm)];
  return heads.map((head, index) => {
    const from = head.index + head[0].length;
    return passage(Number(head[1]), head[2] ?? '', block.slice(from, heads[index + 1]?.index));
  });
}

const searchResult = z.object({
  passages: z.array(z.object({ n: z.int(), title: z.string().default(''), text: z.string() })).max(100),
});

function inResult(content: string): Passage[] {
  if (!content.startsWith('{"passages"')) return [];
  try {
    const { data } = searchResult.safeParse(JSON.parse(content.slice(0, blockMax)));
    return data?.passages.map(({ n, title, text }) => passage(n, title, text)) ?? [];
  } catch {
    return [];
  }
}

function passage(number: number, title: string, text: string): Passage {
  const kept = text.slice(0, textMax).trim();
  const language = languageTagOf(`${title}\n${kept}`) === 'de' ? 'de' : 'en';
  return { number, title: title.slice(0, 300).trim(), text: kept, language };
}
