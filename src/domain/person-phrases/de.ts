import { any, end, type PersonPhrases, some } from './phrase-parts.ts';

const person =
  '(?:mensch(?:en)?|person|mitarbeiter(?:in|n|innen)?|mitarbeitenden?|(?:kunden)?berater(?:in|n)?|ansprechpartner(?:in)?|agent(?:en|in)?|operator|vorgesetzten?|chef|manager(?:in)?|kollegen|kollegin|kunden(?:dienst|service|support|betreuer|betreuung)|support|(?:service|support)mitarbeiter(?:in)?|sachbearbeiter(?:in)?)';
const someone = '(?:jemand(?:em|en)?)';
const filler =
  'einem|einen|einer|eine|ein|nem|nen|ner|dem|den|der|ihrem|ihren|ihrer|eurem|euren|eurer|echten?|richtigen?|lebenden?|realen?|menschlichen?|anderen?|vom|aus';
const talk =
  '(?:sprechen|reden|chatten|telefonieren|schreiben|kommunizieren|unterhalten|verbunden|verbinden|verbindung|kontakt)';

/** How to ask for a person in German. */
export const de: PersonPhrases = {
  asks: [
    `mit ${some(filler)}(?:${person}|${someone}) ${any(4)}${talk}`,
    `(?:einen?|jemand(?:en)?) ${some(filler)}(?:${person} )?sprechen`,
    `(?:verbind(?:e|en|et)?|stell(?:e|en|t)?|leiten?|leitet|weiterleiten|durchstellen) ${any(1)}(?:mich|uns|mir|das)(?: bitte| direkt)? (?:mit|an|zu) ${some(filler)}(?:${person}|${someone})`,
    `(?:ich (?:will|mochte|brauche|verlange)|ich hatte (?:gerne?|lieber)|gib mir|geben sie mir|gebt mir|gibt es|kann ich|bitte) (?:(?:hier|auch|bitte|jetzt|sofort|lieber|endlich|denn) ){0,3}${some(filler)}${person}(?: haben)?${end}`,
    `(?:weiterleitung|verbindung) (?:an|zu|mit) ${some(filler)}(?:${person}|${someone})`,
    `hilfe von (?:einem|einer) (?:echten |richtigen )?(?:menschen|person|mitarbeiter(?:in)?)`,
    `(?:kann|konnte) mich (?:bitte |mal )?(?:jemand|wer) (?:bitte )?(?:an|zuruck)rufen`,
    `(?:rufen sie|ruft|ruf) mich (?:bitte )?(?:zuruck|an)|bitte um (?:einen )?ruckruf`,
    `(?:nicht|keine lust|statt|keinen bock) ${any(2)}mit (?:einem|einer|nem|ner|diesem|dieser|dem|der|ihrem|eurem) ${any(1)}(?:bot|chatbot|roboter|maschine|computer|ki|automaten)`,
  ],
  takenBack:
    '(?:(?:will|mochte|muss|brauche|wollte) (?:gar |jetzt |auch )?nicht|konnte(?: gestern)?|ohne|durfte)',
  alone: `${some(filler)}${person}`,
};
