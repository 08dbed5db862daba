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
}

/** The whole page: who one talks with, what was said, and where to write. */
export function ChatPage({ state, actions, texts }: ChatPageProps) {
  const composer = useRef<ComposerHandle>(null);
  const edit = (id: string, text: string) => {
    actions.withdraw(id);
    composer.current?.resume(text);
  };
  return (
    <main class="page">
      <header class="header">
        <h1 class="title">{texts.title}</h1>
        <StatusLine state={state} texts={texts} />
      </header>
      <Transcript
        state={state}
        texts={texts}
        onEarlier={actions.loadEarlier}
        onEdit={edit}
        onDiscard={actions.withdraw}
      />
      <Composer handle={composer} texts={texts} onSend={actions.send} />
      <Announcer messages={state.announcements} texts={texts} />
    </main>
  );
}
