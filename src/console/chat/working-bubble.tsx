import { useEffect, useState } from 'preact/hooks';
import { chatBounds } from './chat-bounds.ts';
import type { ChatTexts } from './chat-texts.ts';

/** Three dots while there is no text yet; they hold back a moment where the work may be over. */
export function WorkingBubble(props: { readonly texts: ChatTexts; readonly mayBeOver: boolean }) {
  const { texts, mayBeOver } = props;
  const [isHeldBack, setHeldBack] = useState(mayBeOver);
  useEffect(() => {
    const timer = setTimeout(() => setHeldBack(false), chatBounds.workingDelayMs);
    return () => clearTimeout(timer);
  }, []);
  if (isHeldBack && mayBeOver) return null;
  return (
    <li class="bubble from-assistant is-working">
      <p class="meta">{texts.from.assistant}</p>
      <span class="visually-hidden">{texts.writing}</span>
      <span class="dots" aria-hidden="true">
        <i /> <i /> <i />
      </span>
    </li>
  );
}
