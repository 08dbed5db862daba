import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import { bounds } from '../../domain/bounds.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { chatBounds } from './chat-bounds.ts';
import type { ChatTexts } from './chat-texts.ts';

/** Lets the page put a text back to be written on. */
export interface ComposerHandle {
  resume(text: string): void;
}

interface ComposerProps {
  readonly handle: RefObject<ComposerHandle | null>;
  readonly texts: ChatTexts;
  /** False when the text was not taken; it stays then. */
  readonly onSend: (text: string) => boolean;
}

/** Where the visitor writes. The text field keeps its own value, so that no redraw can move the cursor. */
export function Composer({ handle, texts, onSend }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [units, setUnits] = useState(0);
  const [isFull, setFull] = useState(false);
  const isOver = units > bounds.messageTextMax;

  const put = (text: string) => {
    if (!field.current) return;
    field.current.value = text;
    field.current.focus();
    setUnits(cleanText(text).length);
  };
  useImperativeHandle(handle, () => ({
    resume: (text) => put([text, field.current?.value ?? ''].filter(Boolean).join('\n')),
  }));
  const send = () => {
    const text = field.current?.value ?? '';
    if (cleanText(text) === '') return put('');
    if (isOver) return field.current?.focus();
    const isTaken = onSend(text);
    setFull(!isTaken);
    if (isTaken) put('');
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer-row">
        <label class="visually-hidden" for="message">
          {texts.label}
        </label>
        <textarea
          id="message"
          ref={field}
          rows={1}
          dir="auto"
          placeholder={texts.placeholder}
          aria-describedby="composer-hint composer-limit"
          aria-invalid={isOver}
          enterkeyhint="send"
          onInput={(event) => setUnits(cleanText(event.currentTarget.value).length)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="send" aria-disabled={units === 0 || isOver}>
          {texts.send}
        </button>
      </div>
      <p id="composer-hint" class="hint">
        {texts.hint}
      </p>
      <Limit units={units} isFull={isFull} texts={texts} />
    </form>
  );
}

function Limit(props: { readonly units: number; readonly isFull: boolean; readonly texts: ChatTexts }) {
  const { units, isFull, texts } = props;
  const left = bounds.messageTextMax - units;
  return (
    <div id="composer-limit" class="limit">
      {left >= 0 && left <= chatBounds.counterFrom && <p>{texts.unitsLeft(left)}</p>}
      {left < 0 && <p class="is-over">{texts.unitsOver(-left)}</p>}
      {isFull && <p role="alert">{texts.full}</p>}
    </div>
  );
}

/** Enter that chooses a word in an input method must not send; Safari says so only by the old key code. */
const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229;
