import type { ChatState } from './chat-state.ts';
import type { ChatTexts } from './chat-texts.ts';

/** One quiet line: trouble with the connection first, else who is at work. */
export function StatusLine({ state, texts }: { readonly state: ChatState; readonly texts: ChatTexts }) {
  const trouble = texts.connection[state.connection];
  const { state: status, nextStep } = state.status;
  const text = trouble || texts.status[status];
  const next = trouble === '' && (status === 'working' || status === 'waiting_approval') ? nextStep : '';
  // A brief loss of connection should not flicker, so the style sheet lets that text wait.
  const tone = trouble ? `status is-trouble is-${state.connection}` : `status is-${status}`;
  return (
    <p class={tone} role="status">
      {text && (
        <span key={text} class="status-text">
          {text}
        </span>
      )}
      {next && <span class="status-next"> · {next}</span>}
    </p>
  );
}
