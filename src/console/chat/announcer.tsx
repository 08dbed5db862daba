import type { Announcement } from './announcement.ts';
import type { ChatTexts } from './chat-texts.ts';

/**
 * Reads out what is new, sentence by sentence and each once. The visible list can't do that: it changes with every
 * piece of a draft, and a screen reader would stumble along.
 */
export function Announcer(props: { readonly items: readonly Announcement[]; readonly texts: ChatTexts }) {
  return (
    <div class="visually-hidden announcer" aria-live="polite" aria-relevant="additions">
      {props.items.map(({ key, from, text }) => (
        <p key={key}>{from === null ? text : `${props.texts.from[from]}: ${text}`}</p>
      ))}
    </div>
  );
}
