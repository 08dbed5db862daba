import type { LocalText } from '../domain/local-text.ts';
import type { FixedMessage } from '../domain/manifest.ts';

/** What is said in an assistant's name where its author wrote nothing. */
export const defaultTexts = {
  escalation: {
    en: 'A colleague takes over from here and will answer you as soon as possible.',
    de: 'Ab hier übernimmt eine Kollegin oder ein Kollege und antwortet Ihnen so bald wie möglich.',
  },
  outsideHours: {
    en: 'Our team is not here at the moment. A colleague will answer you after we open again: {opens}.',
    de: 'Unser Team ist gerade nicht da. Sobald wir wieder öffnen ({opens}), antwortet Ihnen jemand.',
  },
  messages: {
    waitingForApproval: {
      en: 'I have passed this on to a colleague, who has to agree first. I will write as soon as it is decided.',
      de: 'Das muss zuerst jemand aus unserem Team bestätigen. Ich melde mich, sobald es entschieden ist.',
    },
    degraded: {
      en: 'Some of our systems are slow at the moment, so my answer may be less complete than usual.',
      de: 'Einige unserer Systeme sind gerade langsam; meine Antwort ist vielleicht weniger vollständig als sonst.',
    },
    outage: {
      en: 'I cannot look into this at the moment because a system that I need is not working. I will answer here as soon as it is back; if that takes long, a colleague will.',
      de: 'Im Moment kann ich das nicht bearbeiten, weil ein System ausgefallen ist, das ich dafür brauche. Ich antworte hier, sobald es wieder geht; dauert es lange, meldet sich jemand aus unserem Team.',
    },
    apology: {
      en: 'Sorry, I could not answer this just now. A colleague will look at it.',
      de: 'Entschuldigung, das konnte ich gerade nicht beantworten. Jemand aus unserem Team sieht es sich an.',
    },
    stillOpen: {
      en: 'Still open: {parts}',
      de: 'Noch offen: {parts}',
    },
    takenOver: {
      en: 'You are now talking with a colleague from our team.',
      de: 'Sie sprechen jetzt mit einer Person aus unserem Team.',
    },
    handedBack: {
      en: 'I am with you again. How can I help further?',
      de: 'Ich bin wieder für Sie da. Womit kann ich noch helfen?',
    },
    closed: {
      en: 'This conversation is closed. Write again at any time and we start anew.',
      de: 'Dieses Gespräch ist beendet. Schreiben Sie jederzeit wieder, dann beginnen wir neu.',
    },
  },
} as const satisfies {
  escalation: LocalText;
  outsideHours: LocalText;
  messages: Record<FixedMessage, LocalText>;
};
