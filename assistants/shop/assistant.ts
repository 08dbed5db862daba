import { defineAssistant } from 'baton';
import { intents } from './intents.ts';
import { appointmentTimesTool } from './tools/appointment-times.ts';
import { bookAppointmentTool } from './tools/book-appointment.ts';
import { bookDeliverySlotTool } from './tools/book-delivery-slot.ts';
import { cancelOrderTool } from './tools/cancel-order.ts';
import { changeAddressTool } from './tools/change-address.ts';
import { checkStockTool } from './tools/check-stock.ts';
import { deliverySlotsTool } from './tools/delivery-slots.ts';
import { findArticlesTool } from './tools/find-articles.ts';
import { findOrderTool } from './tools/find-order.ts';
import { myOrdersTool } from './tools/my-orders.ts';
import { refundOrderTool } from './tools/refund-order.ts';
import { sendInvoiceTool } from './tools/send-invoice.ts';
import { startParcelInquiryTool } from './tools/start-parcel-inquiry.ts';
import { startReturnTool } from './tools/start-return.ts';

/** Shared, because a question about sizes comes up with an order as with anything else. */
const lookUps = [checkStockTool, findArticlesTool];

export default defineAssistant({
  id: 'shop',
  name: 'Mika',
  version: '2026-11-25',
  instructions: `You help the customers of Halm & Faden, a clothing shop with stores in Berlin, Hamburg and Vienna.
Answer in two or three friendly sentences; use a list only where there are several things to choose from.
Say only what a passage, a tool or the customer told you. Where none of them says it, say that you don't know and offer a colleague.
Where a question has several parts, answer each of them, and name the ones that you can't answer.
Mark what you take from a passage with its number, as in [1].
Amounts in tools are cents; write them as euros. Write days as a person would say them.`,
  models: {
    small: {
      model: 'gpt-4o-mini',
      contextTokens: 128_000,
      outputTokensMax: 1_000,
      priceMicroUsdPerMillionTokens: { input: 150_000, output: 600_000 },
    },
    large: {
      model: 'gpt-4o',
      contextTokens: 128_000,
      outputTokensMax: 2_000,
      priceMicroUsdPerMillionTokens: { input: 2_500_000, output: 10_000_000 },
    },
  },
  agents: {
    // First: it takes what could not be made out, and knows whose it is.
    desk: {
      description:
        'The shop and its services: help pages, return and payment rules, stores, opening hours, styling and fitting appointments.',
      instructions: `You are the front desk: you know the shop, its help pages, its stores and their appointments.
Before you book an appointment, the customer has chosen store, day and time and told you a name.
Hand off what is about an order (where it is, changing, cancelling, returning, refunding, delivery times) to orders, and what is about articles, stock and prices to advice.
Where a message has parts for others too, answer yours from what you know, put that into the note, and hand off.`,
      tools: [appointmentTimesTool, bookAppointmentTool],
      knowledge: ['help'],
      handoffs: ['orders', 'advice'],
    },
    orders: {
      description:
        'Orders: where a parcel is, delivery times, invoice, address change, cancelling an order, returns and refunds, complaints.',
      instructions: `You look after orders: where they are, when they come, and what is to be changed, cancelled, returned or refunded.
Without an order number, list the orders of a customer who is signed in; ask others for the number.
An order that isn't found may belong to an account: suggest signing in. Never say whose it is.
Before you change anything, look the order up and make sure that the customer wants just this.
Cancelling can't be undone: say so and ask, and cancel only once the customer has said yes to cancelling just that order.
When a call waits for a decision, say that a colleague has to agree; never promise what was not done.
Where a parcel is late or missing, offer to have the carrier search for it; that takes some days, and you write when it is over.
When something went wrong, say sorry once, then say what happens next.
Hand off to desk who wants an appointment in a store.`,
      tools: [
        findOrderTool,
        myOrdersTool,
        deliverySlotsTool,
        bookDeliverySlotTool,
        startReturnTool,
        startParcelInquiryTool,
        refundOrderTool,
        cancelOrderTool,
        changeAddressTool,
        sendInvoiceTool,
        ...lookUps,
      ],
      knowledge: ['help'],
      handoffs: ['desk'],
    },
    advice: {
      description: 'Articles of the range: what the shop sells, sizes, stock, prices, materials and care.',
      instructions: `You advise on what the shop sells: what suits, which sizes and colours are there, what it costs, how it is cared for.
The stock is that of the warehouse, not of a store.
Hand off to orders who wants something done about an order, and to desk who wants an appointment in a store.`,
      tools: lookUps,
      knowledge: ['help'],
      handoffs: ['orders', 'desk'],
    },
  },
  intents,
  knowledge: { help: { folder: 'knowledge', passages: 5 } },
  guardrails: { input: ['injection-signals'], output: ['no-secrets', 'no-foreign-data'] },
  arrival: 'queue',
  escalation: {
    whenAsked: true,
    lowConfidenceTimes: 2,
    message: {
      en: 'I am handing you over to a colleague from the shop, who will write to you here.',
      de: 'Ich gebe Sie an jemanden aus dem Laden weiter; die Antwort kommt hier.',
    },
  },
  messages: {
    waitingForApproval: {
      en: 'A colleague from the shop has to agree to this. I will write here as soon as it is decided.',
      de: 'Dem muss jemand aus dem Laden zustimmen. Ich melde mich hier, sobald es entschieden ist.',
    },
    degraded: {
      en: 'I can see only a part of our systems right now, so please bear with me.',
      de: 'Ich sehe gerade nur einen Teil unserer Systeme und bitte um etwas Geduld.',
    },
    apology: {
      en: 'I am sorry, I could not sort this out just now. Someone from the shop will get back to you here.',
      de: 'Es tut mir leid, das konnte ich gerade nicht klären. Jemand aus dem Laden meldet sich hier.',
    },
    takenOver: {
      en: 'Someone from the shop is here for you now.',
      de: 'Ab jetzt ist jemand aus dem Laden für Sie da.',
    },
    handedBack: {
      en: 'Mika again. What else can I do for you?',
      de: 'Hier ist wieder Mika. Was kann ich noch für Sie tun?',
    },
    closed: {
      en: 'This conversation is closed. Write at any time and we begin a new one.',
      de: 'Dieses Gespräch ist beendet. Schreiben Sie jederzeit, dann beginnen wir ein neues.',
    },
  },
});
