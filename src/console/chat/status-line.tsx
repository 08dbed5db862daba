import type { ChatState } from './chat-state.ts';
import type { ChatTexts } from './chat-texts.ts';

/**
 * One quiet line: trouble with the connection first, else who is at work. The texts are the page's own, in the
 * visitor's language; the `nextStep` that comes along says the same in English only.
 */
export function StatusLine({ state, texts }: { readonly state: ChatState; readonly texts: ChatTexts }) {
  const trouble = texts.connection[state.connection];
  const text = trouble || texts.status[state.status.state];
  const tone = trouble ? state.connection : state.status.state;
  return (
    <p class={`status is-${tone}`} role="status">
      {text && (
        <span key={text} class="status-text">
          {text}
        </span>
      )}
    </p>
  );
}
