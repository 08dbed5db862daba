import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { chatBounds } from './chat-bounds.ts';

/**
 * Reads an event stream to its end. `onSign` hears of every sign of life, comments included. Rejects when the
 * connection breaks or an event is larger than the bound.
 */
export async function readEvents(
  response: Response,
  onEvent: (event: EventSourceMessage) => void,
  onSign: () => void,
): Promise<void> {
  if (response.body === null) return;
  const parser = createParser({ onEvent, maxBufferSize: chatBounds.eventTextMax });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onSign();
      parser.feed(value);
    }
  } finally {
    await reader.cancel().catch(() => undefined); // already broken: nothing left to cancel
  }
}
