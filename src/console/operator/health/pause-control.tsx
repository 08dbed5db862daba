import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { bounds } from '../../../domain/bounds.ts';
import { type PauseManner, pauseManners } from '../../../domain/component.ts';
import { outranks, roleFor } from '../../../domain/operator.ts';
import { api } from '../data/api.ts';
import { useSession } from '../data/session.ts';
import { type Act, useAct } from '../data/use-act.ts';

interface PauseControlProps {
  /** What the pauses route calls it. */
  readonly scope: string;
  /** As people call it: "everything", "the assistant Shop". */
  readonly what: string;
  readonly isPaused: boolean;
  /** Of an assistant, or of all, somebody has to say what its customers get. */
  readonly hasCustomers?: boolean;
  readonly onChanged: () => void;
}

/** Stops something, or lets it go on: asked once more before it is done, and only of those who may. */
export function PauseControl({ scope, what, isPaused, hasCustomers = false, onChanged }: PauseControlProps) {
  const { operator } = useSession();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  if (!outranks(operator.role, roleFor.pause)) return null;

  const run = async (work: () => Promise<unknown>) => {
    if (await act.run(work)) setAsking(false);
    onChanged();
  };
  if (!isAsking)
    return (
      <button type="button" class={isPaused ? 'primary' : ''} onClick={() => setAsking(true)}>
        {isPaused ? 'Let it go on' : 'Pause'} <span class="visually-hidden">{what}</span>
      </button>
    );
  const asking = { what, act, onCancel: () => setAsking(false) };
  return isPaused ? (
    <Resuming {...asking} onConfirm={() => void run(() => api.resume(scope))} />
  ) : (
    <Pausing
      {...asking}
      hasCustomers={hasCustomers}
      onConfirm={(manner, reason) => void run(() => api.pause({ scope, manner, reason }))}
    />
  );
}

interface AskingProps {
  readonly what: string;
  readonly act: Act;
  readonly onCancel: () => void;
}

const mannerWords = {
  hand_over: 'Operators get its customers; they are told so once',
  wait: 'Its customers wait, and are answered when it goes on',
} as const satisfies Record<PauseManner, string>;

interface PausingProps extends AskingProps {
  readonly hasCustomers: boolean;
  readonly onConfirm: (manner: PauseManner, reason: string) => void;
}

function Pausing({ what, act, hasCustomers, onConfirm, onCancel }: PausingProps) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="pausing"
      aria-label={`Pause ${what}`}
      onSubmit={(event) => {
        event.preventDefault();
        const { manner = 'hand_over', reason = '' } = Object.fromEntries(new FormData(event.currentTarget));
        onConfirm(manner as PauseManner, String(reason).trim());
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <p>
        This stops {what} at once, for everybody.{' '}
        {!hasCustomers && 'The assistant is told that it is not available.'}
      </p>
      {hasCustomers && (
        <fieldset>
          <legend>Meanwhile</legend>
          {pauseManners.map((manner) => (
            <label key={manner} class="check">
              <input type="radio" name="manner" value={manner} defaultChecked={manner === 'hand_over'} />
              {mannerWords[manner]}
            </label>
          ))}
        </fieldset>
      )}
      <label>
        Why?
        <input ref={field} name="reason" required maxLength={bounds.reasonTextMax} />
      </label>
      <Buttons verb="Pause it now" tone="danger" act={act} onCancel={onCancel} />
    </form>
  );
}

function Resuming({ what, act, onConfirm, onCancel }: AskingProps & { readonly onConfirm: () => void }) {
  return (
    <form
      class="pausing"
      aria-label={`Let ${what} go on`}
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <p>Let {what} go on? What waits is taken up at once.</p>
      <Buttons verb="Yes, go on" tone="primary" act={act} onCancel={onCancel} isFirst />
    </form>
  );
}

interface ButtonsProps {
  readonly verb: string;
  readonly tone: 'primary' | 'danger';
  readonly act: Act;
  readonly onCancel: () => void;
  /** Where there is nothing to fill in, the keyboard is here. */
  readonly isFirst?: boolean;
}

function Buttons({ verb, tone, act, onCancel, isFirst = false }: ButtonsProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isFirst) button.current?.focus();
  }, [isFirst]);
  return (
    <>
      <p role="alert" class="problem">
        {act.problem}
      </p>
      <div class="acts">
        <button ref={button} type="submit" class={tone} disabled={act.isBusy}>
          {verb}
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </>
  );
}
