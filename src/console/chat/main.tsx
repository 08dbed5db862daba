import { render } from 'preact';
import { type ChatActions, startChat } from './chat.ts';
import { ChatPage } from './chat-page.tsx';
import { createChatStore } from './chat-store.ts';
import { textsFor } from './chat-texts.ts';
import { createKeptValues } from './kept-values.ts';

const texts = textsFor(navigator.language);
document.documentElement.lang = texts.language;
document.title = texts.title;

const assistant = new URLSearchParams(location.search).get('assistant');
const store = createChatStore(nextFrame, show);
const actions: ChatActions = startChat({
  baseUrl: '',
  assistant,
  store,
  kept: createKeptValues(localStorageOrNull(), `baton.chat.${assistant ?? ''}.`),
  isOnline: () => navigator.onLine,
  wake: window,
  signal: new AbortController().signal,
});
window.addEventListener('offline', () => store.dispatch({ type: 'connection', connection: 'offline' }));
show();

function show(): void {
  const root = document.getElementById('chat');
  if (root) render(<ChatPage state={store.state()} actions={actions} texts={texts} />, root);
}

/** Frames don't come in a hidden page, where a late update is good enough. */
function nextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 250);
  else requestAnimationFrame(run);
}

/** The mere mention of it throws where a browser forbids storage. */
function localStorageOrNull(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
