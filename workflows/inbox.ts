import { condition, log, setHandler } from '@temporalio/workflow';
import type { InboxItem } from '../src/domain/engine.ts';
import { tryNow } from './outage.ts';
import { chore } from './policies.ts';
import { show } from './show.ts';
import {
  close,
  conversationQuery,
  decideApproval,
  handBack,
  type ReceiveMessage,
  receiveEvent,
  receiveMessage,
  takeOver,
  wakeUp,
} from './signals.ts';
import { type ConversationState, noteAgenda, noteControl } from './state.ts';

/** Handlers only note what came in; anybody may signal anything, so nothing is believed here. */
export function listen(state: ConversationState): void {
  const queue = (signal: InboxItem['signal']) => (payload: unknown) => {
    state.isPaused = false;
    state.inbox.push({ signal, payload });
  };
  const queueMessage = queue('receiveMessage');
  setHandler(receiveMessage, (message) => {
    if (!isDoorbell(message)) queueMessage(message);
    else if (message.seq > state.takenSeq) {
      state.isPaused = false;
      state.isRung = true;
    }
  });
  setHandler(decideApproval, queue('decideApproval'));
  setHandler(takeOver, queue('takeOver'));
  setHandler(handBack, queue('handBack'));
  setHandler(close, queue('close'));
  setHandler(receiveEvent, queue('receiveEvent'));
  const queueWakeUp = queue('wakeUp');
  setHandler(wakeUp, () => queueWakeUp(null));
  setHandler(conversationQuery, () => state.view);
}

/** The message's row is there already: nothing has to be taken in. */
const isDoorbell = (message: ReceiveMessage): message is ReceiveMessage & { seq: number } =>
  Number.isSafeInteger(message?.seq);

/** Takes in signals one by one for as long as the run lives, also while a turn is under way. */
export async function admitInbox(state: ConversationState): Promise<never> {
  for (;;) {
    await condition(() => state.inbox.length > 0);
    state.isAdmitting = true;
    const [item] = state.inbox;
    if (item)
      await admit(state, item).catch((error) => log.error('a signal could not be taken in', { error }));
    state.inbox.shift();
    state.isAdmitting = false;
  }
}

const summaries: Record<InboxItem['signal'], string> = {
  receiveMessage: 'Write down a message that came by signal',
  decideApproval: 'Take in the decision on an approval',
  takeOver: 'An operator takes over',
  handBack: 'An operator hands back to the assistant',
  close: 'An operator closes the case',
  receiveEvent: 'Write down what happened outside',
  wakeUp: 'Look up what is due',
};

async function admit(state: ConversationState, item: InboxItem): Promise<void> {
  const { conversationId } = state;
  const admitted = await chore(summaries[item.signal]).admitSignal({ conversationId, ...item });
  state.activeAtMs = Date.now();
  if (item.signal === 'wakeUp') tryNow(state);
  const { decided } = admitted;
  // A decision that a turn has taken up is no longer pending here: its second doorbell changes nothing.
  const isNews = state.pending.some((approval) => approval.approvalId === decided);
  if (decided !== undefined && isNews && !state.decided.includes(decided)) state.decided.push(decided);
  noteControl(state, admitted.control);
  if (admitted.control.lastCustomerSeq > state.takenSeq) state.isRung = true;
  noteAgenda(state, admitted.agenda);
  show(state, admitted.view);
}
