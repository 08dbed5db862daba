import type { IntentDefinition } from 'baton';

/** What customers come for. The examples are how they put it, so they are short and not always spelled well. */
export const intents = {
  order_status: {
    description: 'Where an order is, when it comes, what was ordered, or a list of the own orders.',
    examples: [
      'Where is my order A-1001?',
      'where is my parcel',
      'when does my stuff arrive',
      'Wo ist meine Bestellung A-1001?',
      'wann kommt mein paket',
      'meine letzten bestellungen',
    ],
    agent: 'orders',
    tier: 'small',
  },
  delivery: {
    description:
      'Booking or asking for a delivery day and time, shipping costs, times and countries, express.',
    examples: [
      'can i choose the delivery time for A-1002',
      'when can you deliver to 10115',
      'how much is shipping to austria',
      'Wann könnt ihr nach 10115 liefern?',
      'lieferung am samstag möglich',
      'was kostet expressversand',
    ],
    agent: 'orders',
    tier: 'small',
  },
  stock_question: {
    description: 'Whether an article or size is there, what it costs, what the shop sells.',
    examples: [
      'do you have the rain jacket in M',
      'how much is the wool coat',
      'what trousers have you got under 80 euros',
      'Gibt es das Leinenhemd noch in L?',
      'habt ihr wollschals',
      'was kostet der wollmantel',
    ],
    agent: 'advice',
    tier: 'small',
  },
  return_or_refund: {
    description: 'Sending something back, getting money back, or cancelling an order.',
    examples: [
      'Please refund 100 euros of order A-1004',
      'i want to send back the jumper',
      'cancel my order A-1005',
      'Ich möchte A-1004 zurückschicken',
      'bestellung stornieren',
      'ich will mein geld zurück',
    ],
    agent: 'orders',
    tier: 'large',
  },
  account_change: {
    description:
      'Changing the address of an order, an invoice to be sent again, or the own customer account.',
    examples: [
      'please send A-1006 to my new address',
      'can you send me the invoice again',
      'forgot my password',
      'Lieferadresse ändern',
      'brauche die rechnung nochmal',
      'wie lösche ich mein konto',
    ],
    agent: 'orders',
    tier: 'small',
  },
  appointment: {
    description: 'A styling or fitting appointment in a store: free times, booking, what it is.',
    examples: [
      'can i book a styling appointment in berlin',
      'is there a fitting slot on saturday',
      'need my trousers hemmed in the hamburg store',
      'Termin zur Stilberatung in Wien',
      'habt ihr samstag noch einen termin frei',
      'hose kürzen lassen',
    ],
    agent: 'desk',
    tier: 'small',
  },
  policy_question: {
    description:
      'How things are done in this shop: return rules, payment, gift cards, sizes, care, stores, privacy, materials.',
    examples: [
      'how long can i return things',
      'can i pay by invoice',
      'how do i wash wool',
      'wie lange kann ich zurückgeben',
      'öffnungszeiten hamburg',
      'wie lange gilt ein gutschein',
    ],
    agent: 'desk',
    tier: 'small',
  },
  complaint: {
    description:
      'Something went wrong or the customer is angry: late, lost, damaged, faulty or wrong goods, bad service.',
    examples: [
      'this is the third time my parcel is late',
      'the zip broke after two weeks',
      'you sent me the wrong shirt!!',
      'Das Paket kam völlig beschädigt an',
      'ich bin echt sauer, nichts funktioniert',
      'ihr habt mir den falschen artikel geschickt',
    ],
    agent: 'orders',
    tier: 'large',
  },
  small_talk: {
    description: 'Greetings, thanks, farewells and questions about the assistant itself.',
    examples: ['hello', 'thanks', 'who are you', 'Hallo', 'vielen Dank', 'bist du ein mensch oder ein bot'],
    agent: 'desk',
    tier: 'small',
  },
  other: {
    description: 'Anything else.',
    examples: ['i have a question', 'can you help me', 'ich hätte eine Frage', 'können Sie mir helfen'],
    agent: 'desk',
    tier: 'small',
  },
} as const satisfies Record<string, IntentDefinition>;
