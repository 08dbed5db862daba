import { render } from 'preact';
import { type StartedChat, startChat } from './chat.ts';
import { ChatPage } from './chat-page.tsx';
import type { ChatState } from './chat-state.ts';
import { createChatStore } from './chat-store.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { KeptValues } from './kept-values.ts';

/** A chat that stands in a page. */
export interface MountedChat {
  readonly actions: StartedChat;
  state(): ChatState;
  /** Takes it out of the page and ends every request of it. */
  unmount(): void;
}

export interface MountOptions {
  readonly assistant: string | null;
  readonly identity?: string;
  readonly texts: ChatTexts;
  readonly title?: string;
  readonly kept: KeptValues;
  /** Hears of every change, after it is drawn. */
  readonly onChange?: (state: ChatState) => void;
  /** Given where the page can be closed by whoever framed it. */
  readonly onClose?: () => void;
}

/** Draws the chat into `root` and connects it with the server of the page's origin. */
export function mountChat(root: Element, options: MountOptions): MountedChat {
  const { texts, kept, title, onChange, onClose } = options;
  const ended = new AbortController();
  const { signal } = ended;
  const store = createChatStore(soon, show);
  const actions = startChat({
    baseUrl: '',
    assistant: options.assistant,
    ...(options.identity !== undefined && { identity: options.identity }),
    store,
    kept,
    isOnline: () => navigator.onLine,
    wake: window,
    signal,
  });
  const sayOffline = () => store.dispatch({ type: 'connection', connection: 'offline' });
  window.addEventListener('offline', sayOffline, { signal });
  show();

  function show(): void {
    if (signal.aborted) return;
    const state = store.state();
    const page = (
      <ChatPage
        state={state}
        actions={actions}
        texts={texts}
        title={title ?? texts.title}
        {...(onClose && { onClose })}
      />
    );
    render(page, root);
    onChange?.(state);
  }
  return {
    actions,
    state: store.state,
    unmount() {
      ended.abort();
      render(null, root);
    },
  };
}

/** With the next frame; where none come, in a hidden page or a closed widget, a late update is good enough. */
function soon(run: () => void): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    run();
  };
  const timer = setTimeout(once, 250);
  const frame = requestAnimationFrame(once);
}
