/**
 * What a text speaks of: its words in lower case, with those that mean the same in either language made one.
 * Words without a concept stand for themselves.
 */
export function conceptsOf(text: string): ReadonlySet<string> {
  const concepts = new Set(wordsIn(text).map(conceptOf));
  for (const [concept, phrase] of phrases) if (phrase.test(text)) concepts.add(concept);
  return concepts;
}

export function conceptOf(word: string): string {
  const lower = word.toLowerCase();
  const known = stems.find(([, stem]) => (stem.length < 5 ? lower.startsWith(stem) : lower.includes(stem)));
  return known?.[0] ?? lower.replace(/(?<=\p{L}{3})s$/u, '');
}

/** The words of a text, or of a name such as `refund_order` or `amountCents`. */
export function wordsIn(text: string): string[] {
  return text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').match(/\p{L}+/gu) ?? [];
}

/** What is spoken of without a word of its own: whether something is there, money, an order by its number. */
const phrases: readonly (readonly [concept: string, phrase: RegExp])[] = [
  ['stock', /\b(do you (still )?(have|sell)|have you got|haben sie|habt ihr|gibt es)\b/i],
  ['refund', /(€|\$|£|euro|dollar|money|geld)[^.?!]{0,60}(back|zurück)(?!\p{L})/iu],
  ['order', /\b[a-z]{1,4}-\d{2,12}\b|#\s?\d{2,12}\b/i],
];

/** Beginnings, or from five letters on parts, of words that mean the same. */
const concepts: Readonly<Record<string, string>> = {
  order: 'order bestell auftrag parcel package paket sendung shipment purchase',
  refund: 'refund reimburs erstatt zurückzahl money geld',
  cancel: 'cancel stornier storno kündig',
  return: 'return retour rücksend zurückschick umtausch exchange',
  delivery: 'deliver liefer zustell versand slot',
  stock: 'stock availab verfügbar vorrätig lager',
  status: 'status where wo track verfolg',
  address: 'address adress anschrift',
  invoice: 'invoice rechnung receipt',
  account: 'account konto',
  price: 'price preis cost kostet',
  size: 'size größe',
  person: 'human person mensch mitarbeiter kolleg colleague',
  change: 'change update änder edit',
  jacket: 'jacket jacke',
  shirt: 'shirt hemd',
  trousers: 'trouser hose pants',
  jumper: 'jumper pullover sweater',
  socks: 'sock',
};

const stems = Object.entries(concepts).flatMap(([concept, words]) =>
  words.split(' ').map((stem) => [concept, stem] as const),
);
