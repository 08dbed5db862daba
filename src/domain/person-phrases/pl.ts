import { any, end, type PersonPhrases, some } from './phrase-parts.ts';

const withPerson =
  '(?:czlowiekiem|osoba|konsultant(?:em|ka)|pracowni(?:kiem|ca)|doradca|agentem|kierownikiem|przedstawicielem|obsluga(?: klienta)?|operatorem|ludzmi|biurem obslugi|kims)';
const person =
  '(?:czlowieka?|konsultanta?|konsultantki|pracownika|osob[ey]|doradcy|doradce|agenta|kierownika|operatora|obslugi klienta)';
const filler =
  'zyw(?:ym|a|ego|y)|prawdziw(?:ym|a|ego|y)|jakims|jakas|jakis|wasz(?:ym|a|ego)|inn(?:ym|a|ego)|tu|tam';
const talk =
  '(?:rozmawiac|porozmawiac|pogadac|gadac|polaczyc|polacz(?:cie)?|polaczenie|przelacz(?:yc|cie)?|skontaktowac|kontaktu?|pomowic|rozmowy|rozmowe|pisac)';

/** How to ask for a person in Polish. */
export const pl: PersonPhrases = {
  asks: [
    `${talk} ${any(3)}ze? ${some(filler)}${withPerson}`,
    `ze? ${some(filler)}${withPerson} ${any(3)}${talk}`,
    `(?:prosze|poprosze) ze? ${some(filler)}${withPerson}`,
    `(?:chce|chcial(?:bym|abym)|potrzebuje|prosze o|dajcie mi|daj mi|poprosze|wole|zadam|czy jest) ${some(filler)}${person}${end}`,
    `czy ktos (?:moze|moglby) ${any(2)}(?:zadzwonic|oddzwonic)|prosze o oddzwonienie`,
    `nie (?:chce|bede) ${any(2)}ze? ${any(1)}(?:botem|robotem|maszyna|automatem|komputerem|ai|chatbotem)`,
  ],
  takenBack: '(?:nie|nie (?:chce|musze|potrzebuje)|mialem|mialam|udalo mi sie|udalo sie|bez)',
  alone: `${some(filler)}(?:${person}|obsluga klienta)`,
};
