import { useRef, useState } from 'preact/hooks';
import { bounds } from '../../../domain/bounds.ts';
import { outranks, roleFor } from '../../../domain/operator.ts';
import { api } from '../data/api.ts';
import { useSession } from '../data/session.ts';
import type { Conversation } from '../data/shapes.ts';
import { type Act, useAct } from '../data/use-act.ts';

interface ControlBarProps {
  readonly conversation: Conversation;
  readonly onDone: () => void;
}

type Asking = 'handBack' | 'close';

/** What an operator may do about the conversation: take over, write, hand back, close. */
export function ControlBar({ conversation, onDone }: ControlBarProps) {
  const { operator } = useSession();
  const act = useAct();
  const [asking, setAsking] = useState<Asking>();
  const { id, status, needs } = conversation;
  // Handed over, and nobody has taken it.
  const isWaiting = needs.includes('operator');
  if (!outranks(operator.role, roleFor.takeOver))
    return <p class="control faint">You may read this conversation; writing needs the role operator.</p>;

  const run = async (work: () => Promise<unknown>) => {
    const isDone = await act.run(work);
    if (isDone) {
      setAsking(undefined);
      onDone();
    }
    return isDone;
  };
  return (
    <div class="control">
      <p role="alert" class="problem">
        {act.problem}
      </p>
      {status === 'with_operator' && !isWaiting && <Composer conversationId={id} act={act} run={run} />}
      {asking ? (
        <Question
          key={asking}
          kind={asking}
          act={act}
          onCancel={() => setAsking(undefined)}
          onAnswer={(text) => run(() => (asking === 'close' ? api.close(id, text) : api.handBack(id, text)))}
        />
      ) : (
        <div class="acts">
          {status !== 'closed' && (
            <button
              type="button"
              class={status === 'open' || isWaiting ? 'primary' : ''}
              disabled={act.isBusy}
              onClick={() => void run(() => api.takeOver(id))}
            >
              Take over
            </button>
          )}
          {status === 'with_operator' && (
            <button type="button" disabled={act.isBusy} onClick={() => setAsking('handBack')}>
              Hand back
            </button>
          )}
          {status !== 'closed' && (
            <button type="button" disabled={act.isBusy} onClick={() => setAsking('close')}>
              Close
            </button>
          )}
          {status === 'closed' && <p class="faint">Closed. It opens again when the customer writes.</p>}
        </div>
      )}
    </div>
  );
}

interface ComposerProps {
  readonly conversationId: string;
  readonly act: Act;
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Where an operator writes to the customer. */
function Composer({ conversationId, act, run }: ComposerProps) {
  const [text, setText] = useState('');
  // The same words sent again after a lost connection are one message.
  const messageId = useRef(crypto.randomUUID());
  const send = async () => {
    const words = text.trim();
    if (words === '' || act.isBusy) return;
    if (await run(() => api.write(conversationId, { id: messageId.current, text: words }))) {
      messageId.current = crypto.randomUUID();
      setText('');
    }
  };
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
          rows={2}
          value={text}
          maxLength={bounds.messageTextMax}
          placeholder="Write to the customer"
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            messageId.current = crypto.randomUUID();
          }}
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
    </form>
  );
}

const questions = {
  handBack: {
    label: 'What should the assistant know? (may be empty; the customer does not see it)',
    verb: 'Hand back',
  },
  close: { label: 'Why is it closed?', verb: 'Close it' },
} as const satisfies Record<Asking, { label: string; verb: string }>;

interface QuestionProps {
  readonly kind: Asking;
  readonly act: Act;
  readonly onAnswer: (text: string) => void;
  readonly onCancel: () => void;
}

function Question({ kind, act, onAnswer, onCancel }: QuestionProps) {
  const { label, verb } = questions[kind];
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(String(new FormData(event.currentTarget).get('text')).trim());
      }}
    >
      <label>
        {label}
        <input
          name="text"
          maxLength={bounds.reasonTextMax}
          required={kind === 'close'}
          ref={(element) => element?.focus()}
          onKeyDown={(event) => event.key === 'Escape' && onCancel()}
        />
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
