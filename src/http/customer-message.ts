import type { Message } from '../domain/message.ts';

/** What a customer may see of a message, named field by field: what is stored beside it is not for them. */
export function customerMessage(message: Message): Message {
  const { seq, id, from, kind, channel, text, citations, turnId, at } = message;
  return { seq, id, from, kind, channel, text, citations, ...(turnId !== undefined && { turnId }), at };
}
