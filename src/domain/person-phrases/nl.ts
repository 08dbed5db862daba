import { any, end, type PersonPhrases, some } from './phrase-parts.ts';

const person =
  '(?:mens|mensen|persoon|medewerk(?:er|ster)|agent|klanten(?:service|dienst)|leidinggevende|manager|operator|vertegenwoordiger|adviseur|helpdesk)';
const filler = 'met|een|n|de|het|jullie|uw|je|echte?|levende?|menselijke?|andere|van|aan|naar';
const talk =
  '(?:spreken|praten|chatten|bellen|overleggen|contact|verbonden|verbinden|kletsen|doorverbonden|doorverbinden)';

/** How to ask for a person in Dutch. */
export const nl: PersonPhrases = {
  asks: [
    `met ${some(filler)}(?:${person}|iemand) ${any(4)}${talk}`,
    `(?:verbind|spreken|praten|doorverbinden|doorverbonden worden|verbonden worden|contact|chatten|bellen) ${any(2)}met ${some(filler)}(?:${person}|iemand)`,
    `${some(filler)}(?:${person}|iemand) (?:spreken|aan de lijn)`,
    `(?:ik wil|ik zou|ik heb liever|geef me|geef mij|ik eis|mag ik|kan ik|is er|graag) (?:(?:hier|ook|graag|alsjeblieft|nu|gewoon) ){0,3}${some(filler)}${person}${end}`,
    `(?:een|echte?) ${some(filler)}${person} nodig`,
    `kan (?:er )?iemand (?:mij|me) (?:terug)?bellen|bel (?:me|mij) (?:terug|alsjeblieft|aub|op)`,
    `(?:niet|geen zin om) ${any(2)}met (?:een|n|de|deze|jullie|die) ${any(1)}(?:bot|robot|chatbot|machine|computer|ai)`,
  ],
  takenBack: '(?:(?:wil|hoef|hoeft|moet|wilde) niet(?: per se| echt)?|had|heb (?:al|gisteren)|zonder)',
  alone: `${some(filler)}${person}`,
};
