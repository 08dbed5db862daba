import { conceptsOfWord, isConcept } from './concepts.ts';
import { fold } from './words.ts';

/** A postal address in its pieces. */
interface PostalAddress {
  readonly whole: string;
  readonly street: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly country?: string;
}

/** `Lindenstr. 12, 10115 Berlin` or `12 Baker Street, NW1 6XE London`, whole or as far as it is there. */
export function addressIn(text: string): PostalAddress | undefined {
  const found = addressForms.map((form) => form.exec(text.slice(0, textMax))).find(Boolean);
  const { street, postcode, city } = found?.groups ?? {};
  if (!found || !street) return undefined;
  const country =
    /,\s*(germany|deutschland|austria|österreich|switzerland|schweiz|france|frankreich)\b/iu.exec(text)?.[1];
  return {
    whole: found[0].replace(/[\s,]+$/, ''),
    street,
    ...(postcode && { postcode }),
    ...(city && { city: city.trim() }),
    ...(country && { country }),
  };
}

const textMax = 600;
const rest = String.raw`(?:,?\s+(?<postcode>\d{4,5}|[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2})\s+(?<city>\p{Lu}[\p{L}-]{1,30}(?: \p{Lu}[\p{L}-]{1,30})?))`;
const addressForms = [
  new RegExp(
    String.raw`(?<street>(?:\p{Lu}[\p{L}.-]{1,30} ){0,3}\p{Lu}[\p{L}.-]{0,30}(?:str\.|straße|strasse|weg|platz|allee|gasse|ring|ufer|damm|Str\.|Straße|Weg|Platz|Allee) ?\d{1,4} ?[a-z]?(?!\p{L}))${rest}?`,
    'u',
  ),
  new RegExp(
    String.raw`(?<street>\p{Lu}[\p{L}.-]{1,30}(?: \p{Lu}?[\p{L}.-]{1,30}){0,2} \d{1,4}[a-z]?(?!\p{L}))${rest}`,
    'u',
  ),
  new RegExp(
    String.raw`(?<street>\d{1,4}[a-z]? (?:\p{Lu}[\p{L}'-]{1,30} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Way|Square|Court))${rest}?`,
    'u',
  ),
];

export const phoneIn = (text: string) => /(?<![\w-])\+?\d[\d ()/-]{6,20}\d(?![\w-])/.exec(text)?.[0];

/** Of somebody who says that it is theirs. */
export const nameIn = (text: string) =>
  /\b(?:my name is|my name s|name:|i am called|under the name(?: of)?|ich heiße|ich heisse|mein name ist|auf den namen)\s+(\p{L}[\p{L}'-]{1,30}(?: \p{Lu}[\p{L}'-]{1,30}){0,2})/iu.exec(
    text.replace(/[’']s\b/g, ' s'),
  )?.[1];

/** Of somebody who was asked for it: `Jane Doe`, `at 2 pm, Jane`. Names of days, months and things are none. */
export function bareNameIn(text: string): string | undefined {
  const names = text
    .slice(0, textMax)
    .matchAll(/(?<![\p{L}\d])\p{Lu}[\p{L}'-]{1,30}(?: \p{Lu}[\p{L}'-]{1,30}){0,2}/gu);
  return [...names]
    .map(([name]) => name.replace(/^(?:I'm|It's|Ich|Um|Am|At|On|The|Der|Die|Das|Den) /u, ''))
    .find((name) =>
      name
        .split(' ')
        .every((word) => !isConcept(conceptsOfWord(word)[0] ?? '') && !notNames.test(fold(word))),
    );
}

const notNames =
  /^(?:yes|no|ok|okay|ja|nein|please|bitte|the|at|on|in|for|my|name|uhr|pm|am|um|den|der|die|das|ich|i|im|i'm|it's|berlin|hamburg|vienna|wien|mon|tue|wed|thu|fri|sat|sun|\p{L}+day|\p{L}+tag|mittwoch|januar\w?|februar\w?|march|marz|april|ma[iy]|jun[ie]|jul[iy]|august|september|o[kc]tober|november|de[cz]ember|first|second|third|last|styling|fitting|anprobe)$/u;

/** The event that somebody waits for, as systems name events. */
export const eventTypeIn = (text: string) => {
  const folded = fold(text.slice(0, textMax));
  return events.find(([said]) => said.test(folded))?.[1];
};

const events: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:ships?|shipped|sent|is on its way|leaves|versendet|verschickt|versandt|rausgeht|losgeschickt|unterwegs)\b/,
    'order.shipped',
  ],
  [/\b(?:delivered|arrives?|arrived|is here|zugestellt|geliefert|ankommt|angekommen)\b/, 'order.delivered'],
  [
    /\b(?:back in stock|in stock|available again|restocked|wieder da|wieder verfugbar|auf lager|lieferbar)\b/,
    'article.restocked',
  ],
  [/\b(?:refunded|money (?:is|has)|erstattet|geld)\b/, 'refund.paid'],
];

/** What somebody wants to be written to about: `remind me tomorrow about my return` is about "my return". */
export function aboutIn(text: string): string {
  const about = text
    .slice(0, textMax)
    .trim()
    .replace(aboutLead, '')
    .replace(/[\s.!?]+$/, '')
    .trim();
  return about.length >= aboutMin ? about : text.trim();
}

const aboutMin = 3;
const aboutLead =
  /^(?:\W|please|pls|bitte|and|und|can you|could you|können sie|kannst du|könnt ihr)*(?:let me know|tell me|write(?: to)? me|message me|text me|remind me|notify me|sag\w*(?: sie)?(?: mir)?(?: bitte)? bescheid|meld\w*(?: sie| euch| dich)?(?: sich)?(?: bitte)?(?: bei mir)?|schreib\w*(?: sie)?(?: mir)?|erinner\w*(?: sie)?(?: mich)?|informier\w*(?: sie)?(?: mich)?)[\s,]*(?:bitte |please )?(?:(?:tomorrow|morgen|later|später|next week|nächste woche|in (?:\d{1,3}|an?|one|two|three|eine[rnm]?|zwei|drei) \p{L}{3,8})[\s,]*)?(?:about|of|to|wegen|an|when|once|as soon as|wenn|sobald|,)?\s*/iu;
