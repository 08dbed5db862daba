import { useRef, useState } from 'preact/hooks';
import { bounds } from '../../../domain/bounds.ts';
import { api } from '../data/api.ts';
import type { Act } from '../data/use-act.ts';

interface ComposerProps {
  readonly conversationId: string;
  readonly act: Act;
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Where an operator writes to the customer, by themselves or from a draft. */
export function Composer({ conversationId, act, run }: ComposerProps) {
  const [text, setText] = useState('');
  const [why, setWhy] = useState<string>();
  // The same words sent again after a lost connection are one message.
  const messageId = useRef(crypto.randomUUID());
  const suggestionId = useRef<string | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const write = (words: string) => {
    setText(words);
    messageId.current = crypto.randomUUID();
  };
  const send = async () => {
    const words = text.trim();
    if (words === '' || act.isBusy) return;
    const draft = suggestionId.current;
    const message = {
      id: messageId.current,
      text: words,
      ...(draft !== undefined && { suggestionId: draft }),
    };
    if (!(await run(() => api.write(conversationId, message)))) return;
    suggestionId.current = undefined;
    write('');
  };
  const suggest = () =>
    act.run(async () => {
      setWhy(undefined);
      const made = await api.suggest(conversationId);
      if (!made.suggestion) return setWhy(made.why);
      const { id, text: draft } = made.suggestion;
      suggestionId.current = id;
      setText((before) => (before.trim() === '' ? draft : `${before.trimEnd()}\n\n${draft}`));
      messageId.current = crypto.randomUUID();
      field.current?.focus();
    });
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label>
        <span class="visually-hidden">Your message to the customer</span>
        <textarea
          ref={field}
          rows={text.length > longText ? 6 : 2}
          value={text}
          maxLength={bounds.messageTextMax}
          placeholder="Write to the customer"
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
      </label>
      <button type="submit" class="primary" disabled={act.isBusy || text.trim() === ''}>
        Send
      </button>
      <button type="button" class="quiet" disabled={act.isBusy} onClick={() => void suggest()}>
        Suggest an answer
      </button>
      {why !== undefined && (
        <p class="faint" role="status">
          {why}
        </p>
      )}
    </form>
  );
}

/** From here on two lines are too few to read it. */
const longText = 160;
