import { type ChatEvent, type ChatState, emptyChat, reduceChat } from './chat-state.ts';

/** Holds the page's state. Events apply at once; listeners hear of all of one frame's events together. */
export interface ChatStore {
  readonly state: () => ChatState;
  readonly dispatch: (event: ChatEvent) => void;
}

/** `schedule` calls back when the next frame is due. */
export function createChatStore(schedule: (run: () => void) => void, onChange: () => void): ChatStore {
  let state = emptyChat;
  let isScheduled = false;
  return {
    state: () => state,
    dispatch(event) {
      const next = reduceChat(state, event);
      if (next === state) return;
      state = next;
      if (isScheduled) return;
      isScheduled = true;
      schedule(() => {
        isScheduled = false;
        onChange();
      });
    },
  };
}
