import type { DemoTool } from '../demo-request.ts';
import { conceptOf, conceptsOf } from '../words/concepts.ts';
import { withoutMarked } from '../words/find-values.ts';
import { wordsIn } from '../words/words.ts';

/** What a sentence is about when one takes away the talk around it: `rain jacket`. Undefined if nothing is left. */
export function subjectOf(text: string, tool: DemoTool): string | undefined {
  const toolConcepts = conceptsOf(tool.name);
  const words = wordsIn(withoutMarked(text)).filter(
    (word) => word.length > 2 && !talk.has(word.toLowerCase()) && !toolConcepts.has(conceptOf(word)),
  );
  const subject = words.slice(-subjectWordsMax).map(inEnglish).join(' ');
  return subject || undefined;
}

/** Goods are named in English, as tools know them; other words stay as they are. */
function inEnglish(word: string): string {
  const concept = conceptOf(word);
  return goods.has(concept) ? concept : word;
}

const goods = new Set(['jacket', 'shirt', 'trousers', 'jumper', 'socks']);

const subjectWordsMax = 3;

const talk = new Set(
  [
    'the and you your are was were have has had got can could would will may please still any some one for with from',
    'that this what which where when how does did not there here want need like about into size sizes hello thanks much',
    'currently today now available show tell find check look looking give get let know',
    'der die das den dem des ein eine einen einer und oder ich sie wir ihr mir uns mein meine ist sind war habe haben',
    'habt hat gibt noch auch bitte danke hallo für mit von vom zum zur auf aus bei wie was wann welche welcher kann',
    'können könnte möchte will brauche suche größe nicht heute gerade',
  ]
    .join(' ')
    .split(' '),
);
