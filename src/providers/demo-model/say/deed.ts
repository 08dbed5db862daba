import type { Choice } from '../tools/choose-tool.ts';
import type { Language } from '../words/language.ts';
import { deedOf } from './abilities.ts';
import { withAddress } from './data-in-words.ts';
import { phrases } from './phrases.ts';
import { scalarInWords } from './scalars.ts';

/** The question whether just this call is to be made: `Shall I cancel the order A-1005?` */
export function deedInWords({ kind, args }: Choice, language: Language): string {
  const values = Object.entries(withAddress(args)).map(([name, value]) =>
    scalarInWords(name, value, language),
  );
  return phrases[language].shall(deedOf(kind, language, 'this'), values);
}
