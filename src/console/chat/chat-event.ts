import type { EventSourceMessage } from 'eventsource-parser';
import { chatMessageSchema, chatStatusSchema, deltaSchema } from './chat-message.ts';
import type { ChatEvent } from './chat-state.ts';

/** What an event of the stream says, or null for one that this page does not know: a newer server may say more. */
export function parseChatEvent({ event, data }: EventSourceMessage): ChatEvent | null {
  const value = parseJson(data);
  switch (event) {
    case 'message': {
      const message = chatMessageSchema.safeParse(value).data;
      return message ? { type: 'message', message } : null;
    }
    case 'delta': {
      const delta = deltaSchema.safeParse(value).data;
      return delta ? { type: 'delta', delta } : null;
    }
    case 'status': {
      const status = chatStatusSchema.safeParse(value).data;
      return status ? { type: 'status', status } : null;
    }
    default:
      return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
