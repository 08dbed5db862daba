import type { AssistantSettings } from '../src/domain/manifest.ts';
import type { Understanding } from '../src/domain/understanding.ts';

/** What needs no model to be understood: no choice, or a message that is an author's example word for word. */
export function intentByRule(
  intents: AssistantSettings['intents'],
  asked: readonly string[],
): Understanding | undefined {
  const names = Object.keys(intents);
  const sure = { confidence: 1, complexity: 'simple', by: 'rule' } as const;
  if (names.length === 0) return sure;
  if (asked.length !== 1) return undefined;
  const text = plain(asked[0] ?? '');
  const intent = names.find((name) => intents[name]?.examples.some((example) => plain(example) === text));
  return intent === undefined ? undefined : { ...sure, intent };
}

/** As it sounds: without case, punctuation at the ends, and doubled spaces. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
    .replace(/\s+/g, ' ');
