/** How a language asks for a person, as regular expressions on plain words. Gaps are bounded, so that time stays linear. */
export interface PersonPhrases {
  /** Each is a request wherever it stands, unless what stands around it takes it back. */
  readonly asks: readonly string[];
  /** What, right before a request, takes it back. */
  readonly takenBack: string;
  /** A person, named alone: a whole message that says no more is a request. */
  readonly alone: string;
}

/** Up to so many words of any kind. */
export const any = (wordsMax: number) => `(?:[\\p{L}\\p{N}]+ ){0,${wordsMax}}`;

/** Up to four of these words. */
export const some = (words: string) => `(?:(?:${words}) ){0,4}`;

const continuations = [
  'please|now|pls|plz|asap|instead|here|not|and|or|to (?:talk|speak|chat|help)|for this|who|that can|i can|available',
  'bitte|jetzt|sofort|hier|und|kein|der mir|die mir|mit dem|mit der',
  'svp|s il|maintenant|pas|et|qui|ici',
  'por favor|ahora|ya|no|y|que me|con (?:la que|el que|quien)|aqui',
  'per favore|adesso|subito|non|e|che|qui',
  'alsjeblieft|aub|graag|nu|geen|en|die|beschikbaar|aanwezig',
  'prosze|teraz|nie|i|ktory|ktora',
  'agora|ja|nao|que possa',
  'lutfen',
];
/** "I want an agent" is a request, "I want an agent discount" is none: this is what may follow a person. */
export const end = `(?= [.,]| $| (?:${continuations.join('|')}) )`;
