import { any, end, type PersonPhrases, some } from './phrase-parts.ts';

const person =
  '(?:pessoa(?: real| de verdade| humana)?|humano|ser humano|atendente(?: humano)?|agente|operadora?|representante|funcionari[oa]|supervisora?|gerente|responsavel|apoio ao cliente|consultora?|colaboradora?)';
const filler =
  'com|a|ao|um|uma|o|algum|alguma|do|da|de|para|seu|vosso|outr[oa]|verdadeir[oa]|por|diretamente';
const connect =
  '(?:falar|conversar|contactar|contatar|contac?to|conecte me|me conect[ae]|me pass[ae]m?|passem? me|me transfir[ae]m?|me transfere|transfir[ae]m? me|ligar me|ser atendid[oa])';

/** How to ask for a person in Portuguese. */
export const pt: PersonPhrases = {
  asks: [
    `${connect} ${some(filler)}(?:${person}|alguem)`,
    `(?:quero|queria|gostaria|preciso|me de|deem me|de me|prefiro|exijo|tem|ha|existe|posso ter) ${some(filler)}${person}${end}`,
    `(?:alguem pode|podem|pode|poderiam) (?:me ligar|ligar me)`,
    `nao (?:quero|gosto de|desejo|vou) ${any(1)}(?:falar|falando|conversar) com (?:um|uma|o|a|este|esta|esse|essa) ${any(1)}(?:bot|robo|maquina|ia|chatbot|computador)`,
  ],
  takenBack: '(?:nao|nao (?:quero|preciso|preciso de|queria|desejo)|sem|tive de|tive que|tentei)',
  alone: `(?:(?:quero|preciso de) )?(?:atendimento humano|${some(filler)}${person})`,
};
