import { any, end, type PersonPhrases, some } from './phrase-parts.ts';

const person =
  '(?:persona(?: reale| vera| umana| in carne e ossa)?|essere umano|uman[oa]|operatore(?: umano| reale)?|operatrice|agente|consulente|rappresentante|addett[oa]|responsabile|impiegat[oa]|servizio clienti|assistenza(?: clienti)?|supervisore|direttore|manager)';
const filler =
  'con|a|ad|al|un|una|uno|il|la|l|lo|vostr[oa]|del|dell|ver[oa]|reale|altr[oa]|qualche|di|d|all|da|direttamente';
const connect =
  '(?:parlare|parlo|chattare|comunicare|contattare|in contatto|passatemi|passami|mi (?:passi|passa|passate|colleghi|trasferisca)|collegatemi|collegami|trasferitemi|trasferiscimi|essere (?:contattat|richiamat)[oa])';

/** How to ask for a person in Italian. */
export const it: PersonPhrases = {
  asks: [
    `${connect} ${some(filler)}(?:${person}|qualcuno)`,
    `(?:voglio|vorrei|ho bisogno|mi serve|datemi|dammi|mi dia|preferisco|preferirei|esigo|pretendo|posso avere) ${some(filler)}${person}${end}`,
    `c e ${some(filler)}${person}(?= [.,]| $| (?:qui|disponibile|con cui) )`,
    `(?:mi (?:puo|potrebbe) (?:ri)?chiamare qualcuno|(?:qualcuno puo|potete|puo|puoi|potreste) (?:ri)?chiamarmi)`,
    `non (?:voglio|vorrei|intendo|desidero) ${any(1)}parlare con (?:un|una|il|la|questo|questa|l) ${any(1)}(?:bot|robot|macchina|ia|ai|chatbot|computer|intelligenza)`,
  ],
  takenBack: '(?:non|non (?:voglio|vorrei|ho bisogno di|serve|devo|mi serve)|senza|dovuto|provato a)',
  alone: `${some(filler)}${person}`,
};
