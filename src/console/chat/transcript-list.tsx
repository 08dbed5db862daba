import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Bubble } from './bubble.tsx';
import type { ChatMessage } from './chat-message.ts';
import { type ChatState, hasEarlier } from './chat-state.ts';
import type { ChatTexts } from './chat-texts.ts';
import { settledItems, unsettledItems, type ViewItem } from './chat-view.ts';
import { useReadingPlace } from './reading-place.ts';

interface TranscriptProps {
  readonly state: ChatState;
  readonly texts: ChatTexts;
  readonly onEarlier: () => void;
  readonly onEdit: (id: string, text: string) => void;
  readonly onDiscard: (id: string) => void;
}

/** What was said, oldest first, scrolled to the end unless the visitor reads elsewhere. */
export function Transcript({ state, texts, onEarlier, onEdit, onDiscard }: TranscriptProps) {
  const draw = (item: ViewItem) => (
    <Bubble key={item.key} item={item} texts={texts} onEdit={onEdit} onDiscard={onDiscard} />
  );
  const settled = useSettled(state.messages, texts, draw);
  const ownIds = state.outgoing.map(({ id }) => id).join();
  const place = useReadingPlace({ firstSeq: state.messages[0]?.seq ?? 0, ownIds, onEarlier });
  const isEmpty = state.messages.length === 0 && state.outgoing.length === 0;

  return (
    <section class="transcript">
      <div
        class="scroller"
        ref={place.scroller}
        onScroll={place.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={texts.transcript}
      >
        <div class="column" ref={place.content}>
          {hasEarlier(state) && (
            <button type="button" class="quiet-button earlier" onClick={onEarlier}>
              {texts.earlier}
            </button>
          )}
          {isEmpty && state.announceAfterSeq !== null && <p class="welcome">{texts.welcome}</p>}
          <ol class="messages">{[...settled, ...unsettledItems(state).map(draw)]}</ol>
        </div>
      </div>
      {!place.isAtBottom && (
        <button
          type="button"
          class="latest"
          onClick={place.goToBottom}
          aria-label={texts.latest}
          title={texts.latest}
        >
          <span aria-hidden="true">↓</span>
        </button>
      )}
    </section>
  );
}

/** One element a message for as long as it is held: the same element again lets Preact skip it while others change. */
function useSettled(
  messages: readonly ChatMessage[],
  texts: ChatTexts,
  draw: (item: ViewItem) => VNode,
): readonly VNode[] {
  const drawn = useMemo(() => new WeakMap<ChatMessage, VNode>(), [texts]);
  return settledItems(messages).map((item) => {
    if (item.kind !== 'message') return draw(item);
    const element = drawn.get(item.message) ?? draw(item);
    drawn.set(item.message, element);
    return element;
  });
}
