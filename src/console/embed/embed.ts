import type { LauncherLook, ToFrame, ToLoader } from '../widget-messages.ts';
import { awaitFrame } from './await-frame.ts';
import { buildElements } from './build-elements.ts';
import { createCalls } from './calls.ts';
import { linkFrame } from './frame-link.ts';
import { openMemory } from './open-memory.ts';
import { createPanel } from './panel.ts';
import type { Settings } from './settings.ts';
import { phone } from './styles.ts';

/** What the shop's scripts can do, as `window.Baton`. Each may be called at once; it waits until the chat is there. */
export interface BatonWidget {
  open(): void;
  close(): void;
  /** Says who the visitor is, by a token that the shop's server has signed. Rejects when Baton refuses it. */
  identify(identity: string): Promise<void>;
  /** Leaves nothing of the visitor's chat in this browser; to be called when they log out of the shop. */
  logout(): Promise<void>;
}

/** Puts the chat into the page. Nothing of it shows before Baton has agreed to be embedded here. */
export function embed({ origin, frameUrl, isLeft }: Settings, warn: (why: string) => void): BatonWidget {
  const elements = buildElements(frameUrl, isLeft);
  const { host, box, launcher, badge, panel: dialog, frame } = elements;
  const calls = createCalls();
  let look: LauncherLook | null = null;
  let refused: string | null = null;
  let early: (() => void)[] = [];
  const link = linkFrame(frame, origin, hear);
  const panel = createPanel(elements, close);
  const spoke = awaitFrame(frame, origin, (why) => {
    refused = why;
    host.remove();
    calls.refuseAll(why);
    early = [];
    warn(why);
  });
  const whenReady = (act: () => void) => {
    if (look) act();
    else if (refused === null) early.push(act);
  };
  const call = (send: (call: number) => ToFrame, refusal: string) =>
    calls.make((id) => {
      if (refused !== null) calls.refuseAll(refused);
      else whenReady(() => link.tell(send(id)));
    }, refusal);

  function hear(message: ToLoader): void {
    if (message.baton === 'ready') begin(message.look);
    else if (message.baton === 'close') close();
    else if (message.baton === 'done') calls.settle(message.call, message.isDone);
    else if (message.baton === 'unread') showUnread(message.count, message.label);
  }
  function begin(next: LauncherLook): void {
    const isFirst = look === null;
    look = next;
    spoke();
    host.lang = next.language;
    box.style.setProperty('--accent', next.accent);
    box.style.setProperty('--on-accent', next.onAccent);
    dialog.setAttribute('aria-label', next.title);
    frame.title = next.title;
    if (isFirst) box.prepend(launcher);
    nameLauncher('');
    if (openMemory.wasOpen() && !matchMedia(phone).matches) open(false);
    for (const act of early.splice(0)) act();
  }
  function open(takesFocus: boolean): void {
    if (!panel.isOpen) panel.show();
    openMemory.note(true);
    nameLauncher('');
    if (takesFocus) frame.focus();
    link.tell({ baton: 'open', takesFocus });
  }
  function close(): void {
    if (!panel.isOpen) return;
    panel.hide();
    openMemory.note(false);
    nameLauncher('');
    link.tell({ baton: 'closed' });
  }
  function showUnread(count: number, label: string): void {
    badge.textContent = count === 0 ? '' : count > 9 ? '9+' : String(count);
    nameLauncher(label);
  }
  function nameLauncher(unread: string): void {
    launcher.setAttribute('aria-expanded', String(panel.isOpen));
    const name = panel.isOpen ? look?.close : look?.open;
    launcher.setAttribute('aria-label', unread ? `${name}, ${unread}` : (name ?? ''));
    launcher.title = name ?? '';
  }
  launcher.addEventListener('click', () => (panel.isOpen ? close() : open(true)));
  launcher.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
  document.body.append(host);

  return {
    open: () => whenReady(() => open(true)),
    close: () => whenReady(close),
    identify: (identity) =>
      call(
        (id) => ({ baton: 'identify', call: id, identity }),
        'Baton refused the identity of this visitor.',
      ),
    logout: () => call((id) => ({ baton: 'logout', call: id }), 'Baton could not log out.'),
  };
}
