import { defineAssistant } from 'baton';
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
import { startReturnTool } from './tools/start-return.ts';

export default defineAssistant({
  id: 'shop',
  name: 'Mika',
  version: '2026-11-23',
  instructions: `You are Mika and help the customers of a small clothing shop with orders, stock, delivery and refunds.
Answer in the customer's language, in two or three friendly sentences.
Say only what a tool or the customer told you; when you don't know, say so.
Amounts in tools are cents; write them as euros.
Before you refund or cancel, look the order up and make sure that the customer wants it.
When a call waits for a decision, say that a colleague has to agree; never promise what was not done.`,
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
  tools: [
    appointmentTimesTool,
    bookAppointmentTool,
    bookDeliverySlotTool,
    cancelOrderTool,
    changeAddressTool,
    checkStockTool,
    deliverySlotsTool,
    findArticlesTool,
    findOrderTool,
    myOrdersTool,
    refundOrderTool,
    sendInvoiceTool,
    startReturnTool,
  ],
  arrival: 'queue',
  escalation: {
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
