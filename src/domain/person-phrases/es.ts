import { any, end, type PersonPhrases, some } from './phrase-parts.ts';

const person =
  '(?:persona(?: real| humana| de verdad| de carne y hueso)?|humano|ser humano|agente(?: humano)?|asesora?|operadora?|representante|emplead[oa]|supervisora?|encargad[oa]|responsable|gerente|atencion al cliente|ejecutiv[oa]|jefe)';
const filler =
  'con|a|al|un|una|el|la|algun|alguna|de|del|su|vuestro|servicio|otr[oa]|verdader[oa]|por|directamente';
const connect =
  '(?:hablar|hablo|chatear|comunicar(?:me)?|comuni(?:que|ca)(?:n)?me|contactar(?:me)?|contacto|conect(?:a|e|ar|en)me|pas[ae]n?me|pasarme|ponganme|pongame|ponerme|ponme|transfier[ae]n?me|transferirme|deriv[ae]n?me|me atienda|atendid[oa])';

/** How to ask for a person in Spanish. */
export const es: PersonPhrases = {
  asks: [
    `${connect} ${some(filler)}(?:${person}|alguien)`,
    `(?:quiero|quisiera|necesito|me gustaria|deme|dame|prefiero|exijo|solicito|puedo tener|pido) ${some(filler)}${person}${end}`,
    `hay ${some(filler)}${person}(?= [.,]| $| (?:aqui|disponible|con (?:la que|el que|quien)) )`,
    `(?:que me llamen|(?:pueden|podeis|puede|puedes|podrian|podria) llamarme|me (?:puede|podria) llamar alguien|que me llame alguien)`,
    `no (?:quiero|deseo|me gusta|pienso) (?:seguir )?habl(?:ar|ando) con (?:un|una|el|la|este|esta|vuestro|su) ${any(1)}(?:bot|robot|maquina|ia|chatbot|ordenador|computadora)`,
  ],
  takenBack: '(?:no|no (?:quiero|necesito|deseo|hace falta|quisiera)|sin|tuve que|intente)',
  alone: `${some(filler)}${person}`,
};
