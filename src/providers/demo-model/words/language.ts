import { fold, wordSet } from './words.ts';

/** The languages that the demo model speaks. */
export type Language = 'en' | 'de';

/** The language to answer in: the newest text's that shows one of ours; a mere order number shows none. */
export function languageOf(newestFirst: readonly string[], otherwise: Language = 'en'): Language {
  for (const text of newestFirst) {
    const tag = languageTagOf(text);
    if (tag === 'de' || tag === 'en') return tag;
    if (tag) return 'en';
  }
  return otherwise;
}

/** The BCP 47 tag of a text's language, by its script or its little words; undefined when it shows none. */
export function languageTagOf(text: string): string | undefined {
  const letters = text.slice(0, textMax);
  const script = scripts.find(([pattern]) => pattern.test(letters));
  if (script) return script[1];
  const words = letters.match(/\p{L}+/gu) ?? [];
  const scores = functionWords.map(([tag, known, marks]) => {
    const hits = words.filter((word) => known.has(fold(word))).length;
    return { tag, score: hits + (marks?.test(letters) ? 1 : 0) };
  });
  const [best, second] = scores.sort((one, other) => other.score - one.score);
  if (!best || best.score === 0) return undefined;
  // Between languages that share words it is the commoner here; between our own it is open.
  const isOpen = best.score === second?.score && best.tag === 'en';
  return isOpen ? undefined : best.tag;
}

/** In UTF-16 units. */
const textMax = 2_000;

const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, 'ja'],
  [/\p{sc=Hangul}/u, 'ko'],
  [/\p{sc=Han}/u, 'zh'],
  [/\p{sc=Cyrillic}{3}/u, 'ru'],
  [/\p{sc=Greek}{3}/u, 'el'],
  [/\p{sc=Arabic}{2}/u, 'ar'],
];

/** Words that nearly every sentence of a language has, and letters that mostly it has. */
const functionWords: readonly (readonly [tag: string, words: ReadonlySet<string>, marks?: RegExp])[] = [
  [
    'en',
    wordSet(
      'i you we my your the a an is are was were where how when what which who why please thanks thank hello hi and or but',
      'not no with for from to of on it its this that these still have has had do does did can could would want need order',
      'parcel money back refund cancel in be if there been will me any at about get may should yes shipping return',
    ),
  ],
  [
    'de',
    wordSet(
      'ich du sie wir mein meine meinen meiner meinem ihr ihre ihnen der die das den dem des ein eine einen einer ist sind',
      'war wo wie wann was warum welche bitte danke hallo guten tag und oder aber nicht kein keine mit für von zu zum zur',
      'auf noch habe haben hat habt gibt kann können könnt möchte will es im am in dass wenn auch mir mich euch bei nach',
      'bestellung paket geld zurück erstatten stornieren jacke hemd hose lieferung rückgabe wurde werden ja nein bis man',
      'welcher welches wer wieviel morgen da groesse rechnung adresse termin versand kostet lange seid',
    ),
    /[äöüß]/i,
  ],
  [
    'fr',
    wordSet(
      'je tu il nous vous mon ma mes le la les un une des du est sont où comment quand quoi pourquoi merci bonjour et ou',
      'mais pas avec pour de dans sur ce cette que qui au aux ai avez puis peux pouvez commande colis votre vos',
    ),
    /[çœêâîûè]|\b[cdjlmnqst]['’]\p{L}/iu,
  ],
  [
    'es',
    wordSet(
      'yo tú usted nosotros mi mis el la los las un una es son está dónde donde cómo como cuándo cuando qué por gracias',
      'hola y o pero no con para de en mi pedido quiero puedo tengo su se lo del al muy',
    ),
    /[ñ¿¡]/i,
  ],
  [
    'it',
    wordSet(
      'io tu lei noi mio mia miei il lo la gli le un una è sono dove come quando cosa perché grazie ciao buongiorno e o ma',
      'non con per di da nel sul che mi del della ordine pacco vorrei posso ho questo',
    ),
  ],
  [
    'nl',
    wordSet(
      'ik jij je u wij mijn het de een is zijn waar hoe wanneer wat waarom bedankt dank hallo en of maar niet geen met voor',
      'van naar op nog heb hebben kan kunnen wil graag bestelling pakket terug dit dat aan te mij',
    ),
    /\bij\w|\w{2}ij/i,
  ],
  [
    'pt',
    wordSet(
      'eu você nós meu minha o os uma é são onde como quando obrigado olá e não com para do da em quero pedido',
    ),
  ],
  [
    'pl',
    wordSet('ja ty moje mój gdzie jak kiedy co dlaczego dziękuję proszę jest są nie z dla w na i zamówienie'),
    /[łąęśżźćń]/i,
  ],
];
