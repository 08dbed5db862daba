import type { VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { api } from '../data/api.ts';
import type { Message, Note } from '../data/shapes.ts';
import { useResource } from '../data/use-resource.ts';
import { NoteItem } from './note-item.tsx';
import { useMarkRead } from './use-mark-read.ts';
import { useTranscript } from './use-transcript.ts';
import { Utterance } from './utterance.tsx';

interface TranscriptProps {
  readonly conversationId: string;
  readonly onShowTurn: (turnId: string) => void;
}

/** What was said, over all channels, with what became of each message, and what colleagues noted beside it. */
export function Transcript({ conversationId, onShowTurn }: TranscriptProps) {
  const { messages, problem, hasEarlier, isLoading, loadEarlier } = useTranscript(conversationId);
  const { data: notes } = useResource(
    `notes of ${conversationId}`,
    (signal) => api.notes(conversationId, signal),
    conversationId,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const draw = useDrawn(onShowTurn);
  const isRead = messages !== undefined;
  const lastSeq = messages?.at(-1)?.seq;
  const firstSeq = messages?.[0]?.seq;
  useMarkRead(conversationId, lastSeq);
  const before = useRef<{ firstSeq: number | undefined; height: number }>({ firstSeq: undefined, height: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Earlier messages push down what one reads; new ones only matter to who is at the end.
    const grewAbove = before.current.firstSeq !== undefined && before.current.firstSeq !== firstSeq;
    if (grewAbove) element.scrollTop += element.scrollHeight - before.current.height;
    else if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    before.current = { firstSeq, height: element.scrollHeight };
  }, [firstSeq, lastSeq, notes?.items.length]);

  // What appears below, a decision that waits for instance, takes room from the transcript.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [isRead]);

  if (!messages) return <p class="nothing">{problem ?? 'One moment…'}</p>;
  return (
    <div
      class="transcript"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
      tabIndex={0}
      role="log"
      aria-label="Transcript"
      onScroll={({ currentTarget: at }) => {
        isAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 60;
      }}
    >
      {hasEarlier && (
        <button type="button" class="quiet earlier" disabled={isLoading} onClick={loadEarlier}>
          Show earlier messages
        </button>
      )}
      {messages.length === 0 && <p class="nothing">Nothing was said yet.</p>}
      <ol>{withNotes(messages, notes?.items ?? [], hasEarlier, draw)}</ol>
    </div>
  );
}

/** Each note after the message that it follows; one whose message is not read yet comes with it. */
function withNotes(
  messages: readonly Message[],
  notes: readonly Note[],
  hasEarlier: boolean,
  draw: (message: Message) => VNode,
): VNode[] {
  const firstSeq = messages[0]?.seq ?? 0;
  const after = Map.groupBy(notes, ({ afterSeq }) => afterSeq);
  const drawn = (seq: number) => (after.get(seq) ?? []).map((note) => <NoteItem key={note.id} note={note} />);
  const before = hasEarlier
    ? []
    : notes.filter(({ afterSeq }) => afterSeq < firstSeq || messages.length === 0);
  return [
    ...before.map((note) => <NoteItem key={note.id} note={note} />),
    ...messages.flatMap((message) => [draw(message), ...drawn(message.seq)]),
  ];
}

/** Draws each message once for as long as it is the same: a thousand of them are not compared at every change. */
function useDrawn(onShowTurn: (turnId: string) => void): (message: Message) => VNode {
  return useMemo(() => {
    const drawn = new WeakMap<Message, VNode>();
    return (message) => {
      const known = drawn.get(message);
      const node = known ?? <Utterance key={message.seq} message={message} onShowTurn={onShowTurn} />;
      drawn.set(message, node);
      return node;
    };
  }, [onShowTurn]);
}
