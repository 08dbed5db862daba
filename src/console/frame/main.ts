import { createKeptValues } from '../chat/kept-values.ts';
import { loadTexts } from '../chat/load-texts.ts';
import { ownStorage } from '../chat/own-storage.ts';
import { sessionKey } from '../chat/session-keeper.ts';
import { embedderOf } from './embedder.ts';
import { moveFocusIn } from './move-focus-in.ts';
import { linkParent } from './parent-link.ts';
import { applyTheme, themeOf } from './theme.ts';
import { createWidget } from './widget.ts';

const titleTextMax = 60;
const query = new URLSearchParams(location.search);
const root = document.getElementById('chat');

if (window.parent === window) {
  location.replace(`/${location.search}`);
} else {
  const parentOrigin = embedderOf({
    ancestorOrigins: [...(location.ancestorOrigins ?? [])],
    referrer: document.referrer,
    ownOrigin: location.origin,
    listed: document.querySelector<HTMLMetaElement>('meta[name=embedding-origins]')?.content ?? '',
  });
  if (parentOrigin !== null && root) await begin(parentOrigin, root);
}

async function begin(parentOrigin: string, root: Element): Promise<void> {
  const texts = await loadTexts([query.get('language') ?? '', ...navigator.languages]);
  const assistant = query.get('assistant');
  const title = query.get('title')?.slice(0, titleTextMax) || null;
  const theme = query.get('theme');
  document.documentElement.lang = texts.language;
  document.title = title ?? texts.title;
  applyTheme(document.documentElement, query.get('color'), theme);

  const prefix = `baton.chat.${assistant ?? ''}.`;
  const kept = createKeptValues(ownStorage(), prefix);
  const { tell } = linkParent(parentOrigin, async (message) => {
    switch (message.baton) {
      case 'open':
        widget.open();
        if (message.takesFocus) moveFocusIn(root);
        return;
      case 'closed':
        return widget.closed();
      case 'identify':
        return tell({
          baton: 'done',
          call: message.call,
          isDone: await widget.identify(message.identity),
        });
      case 'logout':
        widget.forget();
        return tell({ baton: 'done', call: message.call, isDone: true });
    }
  });
  const widget = createWidget({ root, assistant, title, texts, kept, tell });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) tell({ baton: 'close' });
  });
  // Another tab has logged the customer out, and may have logged the next one in already.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === null || (key === prefix + sessionKey && newValue === null)) widget.startAnew();
  });

  // The launcher stands on the shop's ground, which doesn't follow the visitor's scheme unless the shop says so.
  const { accent, onAccent } = themeOf(query.get('color'), theme === 'dark' ? 'dark' : 'light');
  const { open, close, language } = texts;
  tell({ baton: 'ready', look: { open, close, title: document.title, language, accent, onAccent } });
}
