import { de } from './person-phrases/de.ts';
import { en } from './person-phrases/en.ts';
import { es } from './person-phrases/es.ts';
import { fr } from './person-phrases/fr.ts';
import { it } from './person-phrases/it.ts';
import { nl } from './person-phrases/nl.ts';
import type { PersonPhrases } from './person-phrases/phrase-parts.ts';
import { pl } from './person-phrases/pl.ts';
import { pt } from './person-phrases/pt.ts';
import { tr } from './person-phrases/tr.ts';
import { plainWords } from './plain-words.ts';

/** Whether a customer asks for a person, in one of nine languages. A rule, so that it holds with every model down. */
export function wantsPerson(text: string): boolean {
  const words = plainWords(text);
  return rules.some(({ ask, takenBack, alone }) => {
    if (words.length <= aloneTextMax && alone.test(words)) return true;
    for (const { index } of words.matchAll(ask)) {
      if (!takenBack.test(words.slice(Math.max(0, index - beforeTextMax), index))) return true;
    }
    return false;
  });
}

const ruleOf = ({ asks, takenBack, alone }: PersonPhrases) => ({
  ask: new RegExp(`(?<= )(?:${asks.join('|')})(?![\\p{L}\\p{N}])`, 'gu'),
  takenBack: new RegExp(` ${takenBack} $`, 'u'),
  alone: new RegExp(`^ (?:(?:${courtesies}|[.,]) )*${alone} (?:(?:${courtesies}|[.,]) )*$`, 'u'),
});

/** What may stand around a person named alone. */
const courtesies = [
  'please|pls|plz|now|hi|hello|hey|ok|just|bitte|jetzt|hallo|sofort|s il vous plait|svp|maintenant|bonjour|por favor',
  'ahora|ya|hola|per favore|subito|ciao|alsjeblieft|aub|graag|nu|prosze|teraz|agora|ola|lutfen|merhaba|no bot|not (?:a )?bot',
].join('|');

const rules = [en, de, fr, es, it, nl, pl, pt, tr].map(ruleOf);

/** A message that names a person and says no more is short, in UTF-16 units. */
const aloneTextMax = 80;
/** How far back a request is taken back, in UTF-16 units. */
const beforeTextMax = 40;
