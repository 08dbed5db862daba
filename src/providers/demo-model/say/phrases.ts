import type { Language } from '../words/language.ts';

/** Everything that the demo model says of its own. */
export const phrases = {
  en: {
    standIn: "(I'm the demo stand-in; set OPENAI_API_KEY for a real model.)",
    hello: 'Hello! What can I do for you?',
    thanks: "You're welcome! Write again whenever you like.",
    bye: 'Goodbye, and all the best! Write again whenever you like.',
    who: (name: string | undefined) =>
      `${name ? `I'm ${name}, an` : "I'm an"} automated assistant, not a person. In this demo, rules answer in place of a language model. If you would rather speak to a person, just say so.`,
    rude: "I'm sorry that this is annoying. Tell me in a sentence what has gone wrong and I'll do what I can; or say that you want a person.",
    hostile: "I can't do that. I'll gladly help with your orders and questions, though.",
    leave: "All right, I'll leave it as it is.",
    yes: 'Gladly. What exactly can I do for you?',
    joke: "That's beyond a clothing assistant, I'm afraid, and I'd rather not make something up. But ask me about your orders or our things!",
    about: (topic: string) => `About ${topic}: `,
    foreign: 'Our notes on this are in German: ',
    foreigner: '(This demo answers in English and German only.)',
    found: (words: string) => `Here is what I found: ${words}.`,
    holds: (items: string) => `In it: ${items}.`,
    andArrives: (day: string) => ` and arrives on ${day}`,
    onThatDay: (day: string) => ` on ${day}`,
    done: (words: string) => `Done: ${words}.`,
    doneAsTold: (sentence: string) => `Done. ${sentence}`,
    shall: (deed: string, values: readonly string[]) =>
      `Shall I ${deed}${values.length > 1 ? ':' : ''} ${values.join(', ')}?`,
    final: "This can't be undone.",
    onlyWhile: (state: string) =>
      `I can do that only while it is still being ${state}, so it is too late for it.`,
    isDone: 'That is done.',
    doneBefore: (words: string) => `That had been done before, so I didn't do it again: ${words}.`,
    nothing: (what: string) =>
      `I couldn't find anything ${what ? `for ${what}` : 'for that'}. Could you check what you gave me?`,
    ofAccount: 'If it belongs to a customer account, please sign in there first.',
    listed: 'No problem: sign in to your customer account, and I can list your orders.',
    started: "I have set this going. It takes a while; I'll write here as soon as I know what came of it.",
    workFailed: (reason: string) => `That could not be done${reason ? `: ${reason}` : ''}.`,
    workOverdue:
      "What I had set going hasn't come to an end in time. A colleague can look into it: just say so.",
    waiting: "A colleague has to agree to that first. I'll write here as soon as it is decided.",
    rejected: (reason: string) => `I'm sorry, that wasn't agreed to${reason ? `: ${reason}` : ''}.`,
    refused: (reason: string) => `I'm sorry, that isn't possible${reason ? `: ${reason}` : ''}.`,
    unproved: 'For that I have to be sure who you are. Please sign in, then ask me again.',
    uncertain:
      "I can't say for sure whether that went through. A colleague is looking into it, so please don't ask for it twice.",
    wrong: (name: string | undefined) =>
      `Something isn't in the form that I need. Could you check ${name ?? 'what you gave me'}?`,
    failed: "I'm sorry, that couldn't be done. Please check what you gave me, or try again a little later.",
    ask: (names: string) => `Gladly. Could you tell me ${names}?`,
    sorry: (names: string) =>
      `I'm sorry about the trouble. Could you tell me ${names}, so that I can look into it?`,
    choose: (names: string) =>
      names
        ? `Which of these would you like, and could you tell me ${names}?`
        : 'Which of these would you like?',
    and: ' and ',
    or: ' or ',
    followUp: (when: string, about: string) => `I'll write to you here ${when}${about ? `: ${about}` : ''}.`,
    onDay: (day: string) => `on ${day}`,
    onEvent: (event: string) => `as soon as ${event}`,
    newsOf: (words: string) => `there is news (${words})`,
    takenBack: "All right, I won't write to you about that.",
    unclear: "I'm afraid I didn't understand that.",
    unknown:
      "I don't know that, and I won't guess. If you like, say that you want a person, and a colleague will answer.",
    unknownAbout: (topic: string) =>
      `About ${topic} I found nothing that answers your question; a colleague can: just say that you want a person.`,
    said: (part: string) => `“${part}”`,
    can: (list: string) => `What I can do: ${list}.`,
    cannot: "I'm afraid I can't help with that, but I'll gladly listen to anything else.",
    person: "I can't put you through to a person myself, but I'll gladly help as far as I can.",
    promised: (about: string) => `As promised, I'm writing to you about this: ${about}.`,
    news: (subject: string, words: string) =>
      `There is news for you, ${subject}${words ? `: ${words}` : ''}.`,
  },
  de: {
    standIn: '(Ich bin der Demo-Ersatz; mit OPENAI_API_KEY antwortet ein echtes Modell.)',
    hello: 'Hallo! Was kann ich für Sie tun?',
    thanks: 'Gern geschehen! Schreiben Sie jederzeit wieder.',
    bye: 'Auf Wiedersehen und alles Gute! Schreiben Sie jederzeit wieder.',
    who: (name: string | undefined) =>
      `Ich bin ${name ? `${name}, ` : ''}ein automatischer Assistent, kein Mensch. In dieser Demo antworten Regeln anstelle eines Sprachmodells. Wenn Sie lieber mit einem Menschen sprechen möchten, sagen Sie es einfach.`,
    rude: 'Es tut mir leid, dass es Ärger gibt. Sagen Sie mir in einem Satz, was schiefgelaufen ist, und ich tue, was ich kann; oder sagen Sie, dass Sie einen Menschen möchten.',
    hostile: 'Das kann ich nicht tun. Bei Bestellungen und Fragen helfe ich aber gern.',
    leave: 'In Ordnung, ich lasse alles, wie es ist.',
    yes: 'Gern. Was genau kann ich für Sie tun?',
    joke: 'Da muss ich passen, und ausdenken möchte ich mir nichts. Fragen Sie mich aber gern zu Ihren Bestellungen und unseren Sachen!',
    about: (topic: string) => `Zu ${topic}: `,
    foreign: 'Unsere Hilfe sagt dazu auf Englisch: ',
    foreigner: '(Diese Demo antwortet nur auf Deutsch und Englisch.)',
    found: (words: string) => `Das habe ich gefunden: ${words}.`,
    holds: (items: string) => `Darin: ${items}.`,
    andArrives: (day: string) => ` und kommt am ${day} an`,
    onThatDay: (day: string) => `, am ${day}`,
    done: (words: string) => `Erledigt: ${words}.`,
    doneAsTold: (sentence: string) => `Erledigt. ${sentence}`,
    shall: (deed: string, values: readonly string[]) => {
      const [, noun = deed, verb = ''] = /^(.+) (\S+)$/.exec(deed) ?? [];
      return `Soll ich ${noun}${values.length > 1 ? ` (${values.join(', ')})` : ` ${values.join('')}`} ${verb}?`;
    },
    final: 'Das lässt sich nicht rückgängig machen.',
    onlyWhile: (state: string) => `Das geht nur, solange noch ${state} wird, also ist es dafür zu spät.`,
    isDone: 'Das ist erledigt.',
    doneBefore: (words: string) => `Das war schon erledigt, ich habe es nicht noch einmal getan: ${words}.`,
    nothing: (what: string) =>
      `${what ? `Zu ${what}` : 'Dazu'} habe ich nichts gefunden. Können Sie die Angaben noch einmal prüfen?`,
    ofAccount: 'Wenn sie zu einem Kundenkonto gehört, melden Sie sich bitte zuerst dort an.',
    listed: 'Kein Problem: Melden Sie sich in Ihrem Kundenkonto an, dann liste ich Ihre Bestellungen auf.',
    started:
      'Das habe ich in die Wege geleitet. Es dauert eine Weile; ich melde mich hier, sobald ich weiß, was daraus geworden ist.',
    workFailed: (reason: string) => `Das hat nicht geklappt${reason ? `: ${reason}` : ''}.`,
    workOverdue:
      'Was ich in die Wege geleitet hatte, ist nicht rechtzeitig fertig geworden. Eine Kollegin oder ein Kollege kann nachsehen: Sagen Sie es einfach.',
    waiting: 'Dem muss erst jemand aus dem Team zustimmen. Ich melde mich hier, sobald es entschieden ist.',
    rejected: (reason: string) => `Das wurde leider nicht genehmigt${reason ? `: ${reason}` : ''}.`,
    refused: (reason: string) => `Das geht leider nicht${reason ? `. Die Auskunft dazu: „${reason}“` : ''}.`,
    unproved:
      'Dafür muss ich sicher wissen, wer Sie sind. Bitte melden Sie sich an und fragen Sie dann noch einmal.',
    uncertain:
      'Ich kann nicht sicher sagen, ob das geklappt hat. Jemand aus dem Team sieht nach; bitte stoßen Sie es nicht noch einmal an.',
    wrong: (name: string | undefined) =>
      `Eine Angabe passt nicht in die Form, die ich brauche. Prüfen Sie bitte ${name ?? 'Ihre Angaben'}?`,
    failed:
      'Das hat leider nicht geklappt. Bitte prüfen Sie die Angaben, oder versuchen Sie es etwas später noch einmal.',
    ask: (names: string) => `Gern. Nennen Sie mir bitte ${names}?`,
    sorry: (names: string) =>
      `Es tut mir leid, dass etwas nicht stimmt. Nennen Sie mir bitte ${names}, damit ich nachsehen kann?`,
    choose: (names: string) =>
      names ? `Was davon passt Ihnen, und nennen Sie mir bitte ${names}?` : 'Was davon passt Ihnen?',
    and: ' und ',
    or: ' oder ',
    followUp: (when: string, about: string) => `Ich schreibe Ihnen hier ${when}${about ? `: ${about}` : ''}.`,
    onDay: (day: string) => `am ${day}`,
    onEvent: (event: string) => `sobald ${event}`,
    newsOf: (words: string) => `es Neues gibt (${words})`,
    takenBack: 'In Ordnung, dazu schreibe ich Ihnen nicht mehr.',
    unclear: 'Das habe ich leider nicht verstanden.',
    unknown:
      'Das weiß ich nicht, und raten möchte ich nicht. Wenn Sie mögen, sagen Sie, dass Sie einen Menschen möchten; dann antwortet jemand aus dem Team.',
    unknownAbout: (topic: string) =>
      `Zu ${topic} habe ich nichts gefunden, das Ihre Frage beantwortet; jemand aus dem Team kann es: Sagen Sie einfach, dass Sie einen Menschen möchten.`,
    said: (part: string) => `„${part}“`,
    can: (list: string) => `Was ich kann: ${list}.`,
    cannot: 'Dabei kann ich leider nicht helfen, aber fragen Sie mich gern etwas anderes.',
    person: 'Ich kann Sie selbst mit niemandem verbinden, helfe aber gern, soweit ich kann.',
    promised: (about: string) => `Wie versprochen melde ich mich dazu: ${about}.`,
    news: (subject: string, words: string) =>
      `Es gibt Neuigkeiten für Sie, ${subject}${words ? `: ${words}` : ''}.`,
  },
} as const satisfies Record<Language, object>;
