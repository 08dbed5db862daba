import type { ChatStatus, Refusal } from './chat-message.ts';
import type { Connection } from './chat-state.ts';

/** Every text of the page in one language. */
export interface ChatTexts {
  readonly language: string;
  readonly title: string;
  readonly transcript: string;
  readonly welcome: string;
  readonly earlier: string;
  readonly latest: string;
  readonly from: { readonly customer: string; readonly assistant: string; readonly operator: string };
  readonly by: { readonly web: string; readonly whatsapp: string; readonly email: string };
  readonly writing: string;
  readonly status: Readonly<Record<ChatStatus['state'], string>>;
  readonly connection: Readonly<Record<Connection, string>>;
  readonly sources: string;
  readonly opensElsewhere: string;
  readonly sending: string;
  readonly waiting: string;
  readonly refusal: Readonly<Record<Refusal, string>>;
  readonly edit: string;
  readonly discard: string;
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
  readonly send: string;
  readonly unitsLeft: (units: number) => string;
  readonly unitsOver: (units: number) => string;
  readonly full: string;
}

/** The texts for a visitor whose browser says `language`; English where there are none of their own. */
export const textsFor = (language: string): ChatTexts => (/^de\b/i.test(language) ? german : english);

const english: ChatTexts = {
  language: 'en',
  title: 'Support chat',
  transcript: 'Conversation',
  welcome: 'Hello! How can we help you?',
  earlier: 'Show earlier messages',
  latest: 'Jump to the latest message',
  from: { customer: 'You', assistant: 'Assistant', operator: 'Support team' },
  by: { web: '', whatsapp: 'WhatsApp', email: 'Email' },
  writing: 'The assistant is writing …',
  status: {
    idle: '',
    working: 'The assistant is working on your answer',
    waiting_approval: 'Waiting for a colleague’s approval',
    with_operator: 'You are talking with a colleague',
    closed: 'This conversation is closed. Write to us to open it again.',
  },
  connection: {
    connecting: 'Connecting …',
    open: '',
    reconnecting: 'Reconnecting …',
    offline: 'You are offline. Your messages will be sent when you are back.',
    unavailable: 'This chat is not available at the moment.',
  },
  sources: 'Sources',
  opensElsewhere: '(opens in a new tab)',
  sending: 'Sending …',
  waiting: 'Not sent yet. We keep trying.',
  refusal: {
    conflict: 'This message was already sent with another text.',
    invalid: 'This message could not be sent. It may be too long or empty.',
    forbidden: 'This message could not be sent from this page.',
    other: 'This message could not be sent.',
  },
  edit: 'Edit',
  discard: 'Discard',
  label: 'Your message',
  placeholder: 'Write a message',
  hint: 'Enter sends, Shift and Enter starts a new line.',
  send: 'Send',
  unitsLeft: (units) => `${units} ${units === 1 ? 'character' : 'characters'} left`,
  unitsOver: (units) => `${units} ${units === 1 ? 'character' : 'characters'} too many`,
  full: 'Several messages are still waiting to be sent. Please wait a moment.',
};

const german: ChatTexts = {
  language: 'de',
  title: 'Support-Chat',
  transcript: 'Unterhaltung',
  welcome: 'Hallo! Wie können wir Ihnen helfen?',
  earlier: 'Frühere Nachrichten zeigen',
  latest: 'Zur neuesten Nachricht',
  from: { customer: 'Sie', assistant: 'Assistent', operator: 'Support-Team' },
  by: { web: '', whatsapp: 'WhatsApp', email: 'E-Mail' },
  writing: 'Der Assistent schreibt …',
  status: {
    idle: '',
    working: 'Der Assistent arbeitet an Ihrer Antwort',
    waiting_approval: 'Wartet auf die Freigabe durch einen Menschen im Team',
    with_operator: 'Sie sprechen mit einem Menschen aus dem Team',
    closed: 'Diese Unterhaltung ist beendet. Schreiben Sie uns, um sie wieder zu öffnen.',
  },
  connection: {
    connecting: 'Verbindung wird aufgebaut …',
    open: '',
    reconnecting: 'Verbindung wird wiederhergestellt …',
    offline: 'Sie sind offline. Ihre Nachrichten werden gesendet, sobald Sie wieder verbunden sind.',
    unavailable: 'Dieser Chat ist im Moment nicht verfügbar.',
  },
  sources: 'Quellen',
  opensElsewhere: '(öffnet in neuem Tab)',
  sending: 'Wird gesendet …',
  waiting: 'Noch nicht gesendet. Wir versuchen es weiter.',
  refusal: {
    conflict: 'Diese Nachricht wurde schon mit anderem Text gesendet.',
    invalid: 'Diese Nachricht konnte nicht gesendet werden. Vielleicht ist sie zu lang oder leer.',
    forbidden: 'Diese Nachricht konnte von dieser Seite aus nicht gesendet werden.',
    other: 'Diese Nachricht konnte nicht gesendet werden.',
  },
  edit: 'Bearbeiten',
  discard: 'Verwerfen',
  label: 'Ihre Nachricht',
  placeholder: 'Nachricht schreiben',
  hint: 'Enter sendet, Umschalt und Enter beginnt eine neue Zeile.',
  send: 'Senden',
  unitsLeft: (units) => `Noch ${units} Zeichen`,
  unitsOver: (units) => `${units} Zeichen zu viel`,
  full: 'Mehrere Nachrichten warten noch auf den Versand. Bitte einen Moment Geduld.',
};
