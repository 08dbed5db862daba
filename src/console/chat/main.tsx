import { fitKeyboard } from './fit-keyboard.ts';
import { createKeptValues } from './kept-values.ts';
import { loadTexts } from './load-texts.ts';
import { mountChat } from './mount-chat.tsx';
import { ownStorage } from './own-storage.ts';

const query = new URLSearchParams(location.search);
const assistant = query.get('assistant');
const root = document.getElementById('chat');
const texts = await loadTexts([query.get('language') ?? '', ...navigator.languages]);

document.documentElement.lang = texts.language;
document.title = texts.title;
fitKeyboard();
if (root) {
  const kept = createKeptValues(ownStorage(), `baton.chat.${assistant ?? ''}.`);
  mountChat(root, { assistant, texts, kept });
}
