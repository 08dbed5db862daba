import { useLayoutEffect, useRef } from 'preact/hooks';
import { bounds } from '../../../domain/bounds.ts';
import type { Act } from '../data/use-act.ts';

/** What an act asks for in words before it is done. */
export type Asking = 'handBack' | 'close' | 'note';

const questions = {
  handBack: {
    label: 'What should the assistant know? (may be empty; the customer does not see it)',
    verb: 'Hand back',
    isNeeded: false,
  },
  close: { label: 'Why is it closed?', verb: 'Close it', isNeeded: true },
  note: { label: 'A note for colleagues; nobody else sees it', verb: 'Keep the note', isNeeded: true },
} as const satisfies Record<Asking, { label: string; verb: string; isNeeded: boolean }>;

interface QuestionProps {
  readonly kind: Asking;
  readonly act: Act;
  /** `answerId` stays the same while the answer does: what is sent again is done once. */
  readonly onAnswer: (text: string, answerId: string) => void;
  readonly onCancel: () => void;
}

/** Asks in the place of the buttons; Escape leaves it. */
export function Question({ kind, act, onAnswer, onCancel }: QuestionProps) {
  const { label, verb, isNeeded } = questions[kind];
  const answerId = useRef(crypto.randomUUID());
  const area = useRef<HTMLTextAreaElement>(null);
  const line = useRef<HTMLInputElement>(null);
  // Before anything else is typed.
  useLayoutEffect(() => (area.current ?? line.current)?.focus(), []);
  const field = {
    name: 'text',
    maxLength: bounds.reasonTextMax,
    required: isNeeded,
    onInput: () => {
      answerId.current = crypto.randomUUID();
    },
    onKeyDown: (event: KeyboardEvent) => event.key === 'Escape' && onCancel(),
  };
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(String(new FormData(event.currentTarget).get('text')).trim(), answerId.current);
      }}
    >
      {/* biome-ignore lint/a11y/noLabelWithoutControl: it holds one of two fields */}
      <label>
        {label}
        {kind === 'note' ? <textarea rows={3} {...field} ref={area} /> : <input {...field} ref={line} />}
      </label>
      <button type="submit" class="primary" disabled={act.isBusy}>
        {verb}
      </button>
      <button type="button" class="quiet" onClick={onCancel}>
        Cancel
      </button>
    </form>
  );
}
