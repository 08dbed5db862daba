import type { ChatState } from '../chat/chat-state.ts';
import type { ChatTexts } from '../chat/chat-texts.ts';
import type { KeptValues } from '../chat/kept-values.ts';
import { type MountedChat, mountChat } from '../chat/mount-chat.tsx';
import { sessionKey } from '../chat/session-keeper.ts';
import type { ToLoader } from '../widget-messages.ts';
import { customerOf } from './customer-of.ts';
import { createSeen } from './seen.ts';
import { unreadIn } from './unread.ts';

/** The chat in a shop's frame. It says nothing to the server until somebody wants to chat, or has before. */
export interface Widget {
  open(): void;
  closed(): void;
  /** Makes the chat that of the customer whom the token names; false when the server refuses it. */
  identify(identity: string): Promise<boolean>;
  /** Leaves nothing of the visitor in this browser, and starts anew. */
  forget(): void;
  /** Another tab has forgotten the visitor: goes on with whatever is kept now, and removes nothing. */
  startAnew(): void;
}

export interface WidgetOptions {
  readonly root: Element;
  readonly assistant: string | null;
  readonly title: string | null;
  readonly texts: ChatTexts;
  readonly kept: KeptValues;
  readonly tell: (message: ToLoader) => void;
}

export function createWidget(options: WidgetOptions): Widget {
  const { root, assistant, title, texts, kept, tell } = options;
  const seen = createSeen(kept);
  let chat: MountedChat | null = null;
  let isOpen = false;
  let toldCount = 0;

  const report = (state: ChatState) => {
    if (isOpen) seen.note(state);
    const count = isOpen ? 0 : unreadIn(state, seen.seqIn(state.conversationId));
    if (count === toldCount) return;
    toldCount = count;
    tell({ baton: 'unread', count, label: count === 0 ? '' : texts.unread(count) });
  };
  const start = (identity?: string): MountedChat => {
    chat ??= mountChat(root, {
      assistant,
      texts,
      kept,
      ...(title !== null && { title }),
      ...(identity !== undefined && { identity }),
      onChange: report,
      onClose: () => tell({ baton: 'close' }),
    });
    return chat;
  };
  const stop = () => {
    chat?.unmount();
    chat = null;
    if (toldCount > 0) tell({ baton: 'unread', count: 0, label: '' });
    toldCount = 0;
  };
  const startAnew = () => {
    stop();
    if (isOpen || kept.read(sessionKey) !== undefined) start();
  };
  const erase = () => {
    stop();
    for (const key of kept.keys()) kept.remove(key);
  };

  if (kept.read(sessionKey) !== undefined) start();
  return {
    open() {
      isOpen = true;
      report(start().state());
    },
    closed() {
      isOpen = false;
      if (chat) report(chat.state());
    },
    async identify(identity) {
      const customer = customerOf(identity);
      const known = kept.read(customerKey);
      // Another person's conversation, and what they had not sent yet, must not meet this one's name.
      if (known !== undefined && known !== customer) erase();
      const before = chat;
      const running = before ?? start(identity);
      const isAccepted = await (before ? before.actions.identify(identity) : running.actions.isIdentified);
      if (isAccepted) kept.write(customerKey, customer);
      // Nobody has asked for a chat, so there should be none without the name.
      else if (!isOpen && chat === running && kept.read(sessionKey) === undefined) stop();
      return isAccepted === true;
    },
    forget() {
      erase();
      startAnew();
    },
    startAnew,
  };
}

/** The customer, by the shop's own id, whose chat this browser holds. */
const customerKey = 'customer';
