import { fold } from './words.ts';

/** How something is said: a wish to have it done, a question whether or how, or neither. */
export type Mood = 'wish' | 'question' | 'statement';

/** Something is done only upon a wish, so whatever leaves a doubt is none. */
export function moodOf(part: string): Mood {
  const text = fold(part.slice(0, partMax)).replace(/[’']/g, ' ').trim();
  if (notifies.test(text) && !negated.test(text)) return 'wish';
  if (isHypothetical(text) || negated.test(text) || past.test(text))
    return asks.test(text) ? 'question' : 'statement';
  if (wishes.test(text)) return 'wish';
  if (asks.test(text) || /\?\s*$/.test(part)) return mayIHave.test(text) ? 'wish' : 'question';
  return commands.test(text) ? 'wish' : 'statement';
}

/** Whether somebody says that it is not to be done: "don't cancel it", "bitte nicht stornieren". */
export const isTakenBack = (part: string) =>
  takenBack.test(fold(part.slice(0, partMax)).replace(/[’']/g, ' ')) && moodOf(part) === 'statement';

const takenBack =
  /^\W*(?:(?:please|bitte|no|nein|stop|wait|ok|actually|but|aber|doch|so|then|dann|i|ich|we|wir|mochte|will|want to|you|it|sie|den|die|das) )*(?:do not|don t|dont|never|nicht)\b|\b(?:nicht|not) (?:mehr )?(?:to )?(?:\S+ )?(?:storn|cancel|erstatt|refund|zuruck|return|buch|book|ander|chang)/;

/** "Can I cancel A-1005?": not a wish yet, but only a yes away from one. */
export function asksLeave(part: string): boolean {
  const text = fold(part.slice(0, partMax)).replace(/[’']/g, ' ');
  return leave.test(text) && !isHypothetical(text) && !negated.test(text);
}

const leave =
  /\b(?:can|could|may|is it possible) (?:(?:i|we|you|u|one|it)\b|to\b)|\b(?:kann|konnte|darf|konnen|konnten|durfen) (?:ich|wir|man|sie)\b|\bgeht (?:das|es)\b/;

/** A yes to our question, with nothing that takes it back or asks for something else. */
export const isYes = (part: string) =>
  saysIt(part, yes) && !isNo(part) && !/\?\s*$/.test(part) && !saysIt(part, otherwise);

export const isNo = (part: string) => saysIt(part, no);

const saysIt = (part: string, words: RegExp) =>
  part.length <= replyMax && words.test(fold(part).replace(/[’']/g, ' '));

const replyMax = 60;
const yes =
  /^\W*(?:yes|yep|yeah|yup|ya|sure|ok|okay|correct|right|exactly|absolutely|definitely|please do|do it|do that|go ahead|go for it|confirm\w*|of course|ja|jo|jep|jawohl|klar|gern\w?|bitte|genau|richtig|stimmt|unbedingt|einverstanden|mach\w*|tu\w*)\b/;
const otherwise =
  /\b(?:not|nicht|kein\w*|but|aber|instead|statt\w*|only|nur|except|ausser|other|andere\w*)\b/;
const no =
  /^\W*(?:no|nope|nah|not|don t|dont|do not|stop|wait|cancel that|never ?mind|leave it|forget it|rather not|nein|ne|nee|nicht|lieber nicht|doch nicht|lass\w*|halt|stopp|warte\w*|vergiss\w*)\b|\b(?:rather not|don t do|lieber nicht|doch nicht|bitte nicht)\b/;

const partMax = 500;

const isHypothetical = (text: string) =>
  /\b(?:if|in case|suppose|unless|wenn|falls|sofern|angenommen|would happen|passiert)\b/.test(
    text.replace(
      /\b(?:if (?:possible|you can|you could|you please|that s ok)|wenn (?:moglich|es geht|sie konnen|du kannst|s geht))\b/g,
      ' ',
    ),
  );

const negated =
  /\b(?:do not|don t|dont|never|no longer|not want|didn t|did not|nothing|nicht|nichts|kein\w{0,2}|nie|statt|without|ohne|instead of)\b/;
const past =
  /\b(?:(?:i|we|you|they|it|already|has|have|had|was|were|been|ve) (?:\w{2,10} ){0,2}(?:cancell?ed|returned|refunded|booked|changed|ordered|sent)|wurde|worden|habe? (?:\S{1,20} ){0,6}(?:storniert|zuruckgeschickt|zuruckgegeben|gebucht|geandert|bestellt|erstattet)|wann (?:kommt|bekomme|krieg)|wo (?:ist|bleibt))\b/;
const asks =
  /^(?:\W|and |und |so |also |hi |hey |hello |hallo |ok |please |bitte )*(?:how|what|when|why|who|where|which|do|does|did|is|are|am|was|were|can (?:i|we|one|it)|could (?:i|we)|may|will|should|must|shall|have|has|wie|was|wann|warum|wieso|wer|wo|wohin|welche\w?|kann (?:ich|man|es)|konnen wir|konnte ich|darf|durfen|muss|mussen|ist|sind|gibt|bekomm\w*|krieg\w*|hab\w* (?:ich|ihr|sie)|werden|wird|soll\w*|geht|gilt)\b/;
const wishes =
  /\b(?:please|pls|plz|bitte|my new address is|meine neue (?:adresse|anschrift) (?:ist|lautet)|i want|we want|^\W*(?:hi |hello |hallo )?(?:need|want|would like|brauche?|mochte|will|hatte gern\w?)|i d like|i would like|we would like|i need|i d prefer|i wish|i demand|(?:can|could|would|will) (?:you|u)|(?:konn\w{1,4}|konnt\w{0,3}|kann\w{0,2}|wurde\w{0,3}|mog\w{0,3}|magst) (?:sie|ihr|du)|ich (?:mochte|will|wurde gern\w?|hatte gern\w?|brauche|wunsche|verlange)|wir (?:mochten|wollen|brauchen)|mochte ich|hatte ich gern\w?|give me|gib mir|gebt mir|geben sie mir|let me know|remind me|write (?:to )?me|tell me when|sag\w* (?:mir )?bescheid|meld\w* (?:dich|sie|euch)|schreib\w* mir|erinner\w* mich)\b/;
const notifies =
  /\b(?:let me know (?:when|once|as soon)|tell me (?:when|once) (?:it|my|the|[a-z]-\d)|(?:write|message|text)(?: to)? me\b|(?:remind|notify) me\b|bescheid\b|meld\w* (?:dich|sie sich|euch)|schreib\w* (?:sie )?mir\b|erinner\w* (?:sie )?mich\b|informier\w* (?:sie )?mich\b)/;
/** Polite wishes in the form of a question. */
const mayIHave =
  /\b(?:can|could|may) (?:i|we) (?:please |also )?(?:book|reserve|have|get|make)\b|\b(?:kann|konnte|konnen) (?:ich|wir) (?:bitte )?(?:\S{1,20} ){0,8}(?:buchen|haben|reservieren|vereinbaren|bekommen)\b/;
const commands =
  /^(?:\W|and |und |then |dann |also |ok |just |now |hi |hey |hello |hallo |yes |ja |no |nein )*(?:refund|cancel|return|book|reserve|change|update|send|start|make|create|give|pay|exchange|stornier\w*|erstatt\w*|buch\w*|reservier\w*|ander\w*|schick\w*|send\w*|zahl\w*|tausch\w*|meld\w*|storno)\b|\b(?:stornieren|erstatten|buchen|andern|zuruckschicken|zurucksenden|zuschicken|umtauschen|zuruckgeben|aktualisieren)\W*$/;
