import { conceptsOf, isGood } from './words/concepts.ts';
import { isNo, isYes } from './words/mood.ts';
import { fold, wordsIn } from './words/words.ts';

/** What is said for its own sake, or to us rather than about something. */
export type Talk =
  | 'hello'
  | 'thanks'
  | 'who'
  | 'person'
  | 'rude'
  | 'hostile'
  | 'bye'
  | 'can'
  | 'leave'
  | 'yes'
  | 'joke'
  | 'listed'
  | 'unproved';

/** Undefined: it is about something. */
export function talkIn(part: string): Talk | undefined {
  const text = fold(part.slice(0, partMax)).replace(/[’']/g, ' ');
  if (person.test(text) && !notPerson.test(text)) return 'person';
  if (who.test(text)) return 'who';
  if (can.test(text)) return 'can';
  if (noNumber.test(text)) return 'listed';
  if (joke.test(text)) return 'joke';
  const words = wordsIn(text);
  const concepts = conceptsOf(part);
  const rest = words.filter((word) => !courtesies.has(word)).length;
  if ([...concepts].some((concept) => subjects.has(concept) || isGood(concept))) return undefined;
  if (concepts.has('thanks') && rest <= restMax) return bye.test(text) ? 'bye' : 'thanks';
  if (bye.test(text) && rest <= restMax) return 'bye';
  if ((concepts.has('greeting') || /^\W*good (?:morning|day)/.test(text)) && rest <= restMax) return 'hello';
  const isBare = !/\d/.test(part) && words.every((word) => courtesies.has(word) || replies.has(word));
  if (isBare && isYes(part)) return 'yes';
  if (isBare && isNo(part)) return 'leave';
  if (rude.test(text)) return 'rude';
  return undefined;
}

/** Whether a text is angry or abusive. */
export const isRude = (text: string) => rude.test(fold(text.slice(0, partMax)));

/** Whether a part tries to give us orders instead of asking for something; nothing is done for it. */
export function looksHostile(part: string): boolean {
  return hostile.test(part.slice(0, partMax));
}

const partMax = 600;
/** Words besides those of courtesy. */
const restMax = 2;

const people =
  '(?:human|person|people|agent|representative|operator|manager|supervisor|colleague|somebody|someone|employee|staff|mensch\\w{0,2}|mitarbeiter\\w{0,3}|kolleg\\w{1,4}|jemand\\w{0,2}|berater\\w{0,2}|chef|vorgesetzte\\w?|kundendienst|kundenservice)';
const person = new RegExp(
  String.raw`\b(?:talk|speak|chat|connect|transfer|put me through|sprech\w*|reden|verbind\w*|weiterleit\w*)\b.{0,40}\b${people}\b|\b${people}\b.{0,30}\b(?:sprech\w*|reden|verbind\w*|talk|speak)\b|\b(?:want|need|get me|give me|will|mochte|brauche|bitte)\b.{0,20}\b(?:real |live |actual |echte\w{0,2} |richtige\w{0,2} )?(?:human|person|agent|mensch\w{0,2}|mitarbeiter\w{0,3}|operator|manager|berater\w{0,2})\b|^\W*(?:an? |ein\w{0,2} )?(?:human|person|agent|operator|mensch|mitarbeiter)(?: please| bitte)?\W*$`,
);
const notPerson = /\b(?:don t|do not|not|nicht|kein\w{0,2}) (?:want|need|mit|to)\b/;
const who =
  /\b(?:who|what) are you\b|\bare you (?:a |an )?(?:real|human|bot|robot|ai|person|machine|chatgpt)|\bwer (?:bist|sind|seid) (?:du|sie|ihr)\b|\b(?:bist|sind) (?:du|sie) (?:ein |eine )?(?:echt|mensch|bot|roboter|ki|maschine)|\bwie (?:heisst|heissen) (?:du|sie)\b|\bwhat ?s your name|what is your name\b|\bam i (?:talking|speaking|chatting) (?:to|with)\b/;
const can =
  /^\W*(?:hi |hello |hey |hallo )?(?:what (?:all )?can (?:you|u) do(?: for me)?|how can you help(?: me)?|(?:can|could|will) (?:you|u) help(?: me)?(?: out)?|i need (?:some )?help|help|help me|i have an? (?:short |quick )?question|one question|hilfe|was kannst du(?: alles)?|was konnen sie(?: alles)?|wobei kannst du helfen|(?:konnen sie|kannst du|konnt ihr) mir (?:bitte )?helfen|ich (?:brauche|benotige) hilfe|ich (?:habe|hatte) (?:da )?(?:mal )?eine (?:kurze )?frage|(?:eine )?frage|wie funktioniert das hier)(?: please| bitte)?\W*$/;
const noNumber =
  /\b(?:don t|dont|do not|no longer) (?:have|know|remember)\b.{0,20}\bnumber\b|\b(?:lost|forgot) (?:the|my) (?:order )?number\b|\bnummer\b.{0,20}\b(?:nicht|vergessen|verloren)\b|\bkeine (?:bestell)?nummer\b/;
const joke =
  /\b(?:joke|poem|sing|song|story|riddle|weather|meaning of life|capital of|football|president|recipe|horoscope|lottery|witz|gedicht|lied|geschichte|ratsel|wetter|sinn des lebens|hauptstadt|fussball|rezept|horoskop|lotto\w*)\b/;
const bye = /\b(?:bye|goodbye|tschuss|ciao|auf wiedersehen|see you|schonen (?:tag|abend)|have a nice)\b/;
const rude =
  /\b(?:fuck\w*|shit\w*|idiot\w*|stupid|useless|dumb|moron|crap|bastard|asshole|arschloch|scheiss\w*|dumm\w*|nutzlos\w*|bescheuert\w*|verarsch\w*|depp\w*|trottel|saftladen|drecks\w*)\b/;
const courtesies = new Set(
  'hi hello hey hallo moin servus thanks thank you thx danke dankeschon merci so much very a lot for your help vielen lieben sehr fur die ihre deine hilfe good guten tag morgen morning evening abend day there zusammen ok okay great super perfect perfekt bye goodbye tschuss ciao auf wiedersehen have nice schonen dir ihnen euch and und the'.split(
    ' ',
  ),
);
/** What a mere yes or no is made of. */
const replies = new Set(
  'yes yep yeah sure right correct no nope ja jo nein doch nicht lieber bitte please do it mach das klar gern genau'.split(
    ' ',
  ),
);
const subjects = new Set(
  'order refund cancel return exchange delivery stock invoice address appointment slot defect status price'.split(
    ' ',
  ),
);
const hostile =
  /\b(?:ignore|disregard|forget|override|bypass|ignorier\w*|vergiss)\b[^.?!]{0,50}\b(?:instructions?|rules?|prompts?|guidelines|everything|anweisungen|regeln|vorgaben|alles)\b|\b(?:system ?prompt|developer mode|jailbreak|dan mode|entwicklermodus|systemprompt)\b|\byou are now\b|\bdu bist (?:jetzt|ab jetzt)\b|\bpretend (?:to be|you are)\b|\b(?:i am|i'm|ich bin) (?:the |an? |der |ein )?(?:admin|administrator|developer|ceo|root)\b|<\/?(?:passages|system|script)\b|\b(?:drop|truncate|alter) table\b|\bselect \* from\b/i;
