import type { ChatMessage } from './chat-message.ts';
import type { ChatTexts } from './chat-texts.ts';

/**
 * Reads finished messages out, each once. The visible list can't do that: it changes with every piece of a
 * draft, and a screen reader would stumble along.
 */
export function Announcer(props: { readonly messages: readonly ChatMessage[]; readonly texts: ChatTexts }) {
  return (
    <div class="visually-hidden announcer" aria-live="polite" aria-relevant="additions">
      {props.messages.map((message) => (
        <p key={message.seq}>
          {props.texts.from[message.from]}: {message.text}
        </p>
      ))}
    </div>
  );
}
