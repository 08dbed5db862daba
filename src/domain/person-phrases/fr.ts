import { any, end, type PersonPhrases, some } from './phrase-parts.ts';

const person =
  '(?:humaine?|etre humain|personne(?: reelle| physique| humaine)?|conseillere?|agente?|operat(?:eur|rice)|representante?|responsable|collabora(?:teur|trice)|employee?|superieure?|manager|service client(?:s|ele)?|sav|interlocut(?:eur|rice)|teleconseillere?)';
const filler = 'a|avec|un|une|le|la|l|de|d|du|des|au|votre|vos|vraie?|veritable|autre|par|directement';
const connect =
  '(?:parler|discuter|echanger|chatter|communiquer|joindre|contacter|m adresser|contact|en relation|(?:passez|passe|transferez|transfere|connectez|redirigez) moi|me (?:passer|transferer|connecter|rediriger))';
const want =
  '(?:je veux|je voudrais|j aimerais|je souhaite(?:rais)?|j ai besoin|il me faut|donnez moi|puis je avoir|je peux avoir|y a t il|je prefere(?:rais)?|je demande|j exige)';

/** How to ask for a person in French. */
export const fr: PersonPhrases = {
  asks: [
    `${connect} ${some(filler)}(?:${person}|quelqu un)`,
    `${want} ${some(filler)}${person}${end}`,
    `quelqu un (?:peut|pourrait)(?: il)? (?:me |m )(?:appeler|rappeler|telephoner)|etre (?:r)?appelee?${end}`,
    `pas (?:envie de )?(?:parler|discuter|chatter) (?:a|avec) (?:un|une|votre|ce|cette) ${any(1)}(?:robot|bot|machine|ia|chatbot|ordinateur|automate)`,
  ],
  takenBack: '(?:(?:veux|souhaite|voudrais) pas|pas besoin(?: de| d)?|sans|ai du|essaye de)',
  alone: `${some(filler)}${person}`,
};
