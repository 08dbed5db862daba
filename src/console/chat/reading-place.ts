import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { chatBounds } from './chat-bounds.ts';

/** What changes in the list that matters to where the visitor reads. */
interface ReadingPlaceInput {
  /** Falls when earlier messages come in above. */
  readonly firstSeq: number;
  /** Changes when the visitor writes. */
  readonly ownIds: string;
  readonly onEarlier: () => void;
}

/**
 * Keeps the visitor's place in a scrolling list: at the end while they are at the end, else where they are,
 * also when earlier messages come in above.
 */
export function useReadingPlace({ firstSeq, ownIds, onEarlier }: ReadingPlaceInput) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAtBottom, setAtBottom] = useState(true);
  const place = useRef({ atBottom: true, firstSeq, ownIds, height: 0 });

  const goToBottom = useCallback(() => {
    place.current.atBottom = true;
    setAtBottom(true);
    pin(scroller.current);
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current;
    const last = place.current;
    if (!box) return;
    const hasWritten = ownIds.length > last.ownIds.length;
    if (hasWritten && !last.atBottom) goToBottom();
    else if (last.atBottom) pin(box);
    else if (firstSeq < last.firstSeq) box.scrollTop += box.scrollHeight - last.height;
    Object.assign(last, { firstSeq, ownIds, height: box.scrollHeight });
  });

  useEffect(() => {
    // A keyboard that slides in, a window that turns, a growing composer: the end stays in sight.
    const observer = new ResizeObserver(() => {
      if (place.current.atBottom) pin(scroller.current);
    });
    for (const box of [scroller.current, content.current]) if (box) observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const belowPx = box.scrollHeight - box.scrollTop - box.clientHeight;
    place.current.atBottom = belowPx <= chatBounds.bottomPx;
    place.current.height = box.scrollHeight;
    setAtBottom(place.current.atBottom);
    if (box.scrollTop < chatBounds.topPx && !place.current.atBottom) onEarlier();
  };

  return { scroller, content, isAtBottom, goToBottom, onScroll };
}

function pin(box: HTMLElement | null): void {
  if (box) box.scrollTop = box.scrollHeight;
}
