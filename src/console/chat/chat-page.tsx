import { useRef } from 'preact/hooks';
import { Announcer } from './announcer.tsx';
import type { ChatActions } from './chat.ts';
import type { ChatState } from './chat-state.ts';
import type { ChatTexts } from './chat-texts.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { StatusLine } from './status-line.tsx';
import { Transcript } from './transcript-list.tsx';

interface ChatPageProps {
  readonly state: ChatState;
  readonly actions: ChatActions;
  readonly texts: ChatTexts;
  readonly title: string;
  readonly onClose?: () => void;
}

/** The whole page: who one talks with, what was said, and where to write. */
export function ChatPage({ state, actions, texts, title, onClose }: ChatPageProps) {
  const composer = useRef<ComposerHandle>(null);
  const edit = (id: string, text: string) => {
    actions.withdraw(id);
    composer.current?.resume(text);
  };
  return (
    <main class="page">
      <header class="header">
        <div class="heading">
          <h1 class="title" tabIndex={-1}>
            <bdi>{title}</bdi>
          </h1>
          <StatusLine state={state} texts={texts} />
        </div>
        {onClose && (
          <button type="button" class="closer" onClick={onClose} aria-label={texts.close} title={texts.close}>
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <path d="M6 6l12 12M18 6L6 18" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
            </svg>
          </button>
        )}
      </header>
      <Transcript
        state={state}
        texts={texts}
        onEarlier={actions.loadEarlier}
        onEdit={edit}
        onDiscard={actions.withdraw}
      />
      <Composer handle={composer} texts={texts} onSend={actions.send} />
      <Announcer items={state.announcements} texts={texts} />
    </main>
  );
}
