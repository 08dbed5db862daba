import { everything } from '../../../domain/component.ts';
import type { Pause } from '../data/shapes.ts';
import { addressOf } from '../place.ts';
import { plain, time } from '../words.ts';
import { PauseControl } from './pause-control.tsx';

interface PausesProps {
  readonly pauses: readonly Pause[];
  readonly assistants: readonly { readonly id: string; readonly name: string }[];
  readonly onChanged: () => void;
}

/** What is stopped, by whom and why, and what that has led to; and how all of it is stopped. */
export function Pauses({ pauses, assistants, onChanged }: PausesProps) {
  const wholes = [
    { scope: everything, what: 'everything', name: 'Everything' },
    ...assistants.map(({ id, name }) => ({ scope: id, what: `the assistant ${name}`, name })),
  ];
  const isWhole = (scope: string) => wholes.some((whole) => whole.scope === scope);
  const parts = pauses.filter(({ scope }) => !isWhole(scope));
  return (
    <section aria-labelledby="pauses">
      <h2 id="pauses">Assistants</h2>
      <ul class="cards">
        {wholes.map(({ scope, what, name }) => {
          const pause = pauses.find((one) => one.scope === scope);
          return (
            <li key={scope} class="card">
              <p>
                <span class={`state is-${pause ? 'paused' : 'ok'}`}>{pause ? 'paused' : 'at work'}</span>{' '}
                <strong>{name}</strong>
              </p>
              {pause && <PauseFacts pause={pause} />}
              <PauseControl
                scope={scope}
                what={what}
                isPaused={pause !== undefined}
                hasCustomers
                onChanged={onChanged}
              />
            </li>
          );
        })}
      </ul>
      {parts.length > 0 && <p>Paused as well: {parts.map(({ scope }) => plain(scope)).join(', ')}.</p>}
    </section>
  );
}

/** Who stopped it, since when and why, and what waits because of it. */
export function PauseFacts({ pause }: { readonly pause: Pause }) {
  const { manner, reason, by, byEmail, at, waiting, handedOver } = pause;
  const isWaited = waiting > 0 || handedOver > 0;
  return (
    <>
      <p>
        {reason && (
          <>
            <bdi>{reason}</bdi>{' '}
          </>
        )}
        <span class="faint">
          by <bdi>{byEmail ?? by}</bdi>, since {time(at)};{' '}
          {manner === 'wait' ? 'customers wait' : 'operators answer'}
        </span>
      </p>
      {isWaited && (
        <p>
          {waiting > 0 && `In ${conversations(waiting)} something waits for it. `}
          {handedOver > 0 && (
            <a href={addressOf({ page: 'inbox', filter: 'operator', q: '' })}>
              {conversations(handedOver)} went to operators, and nobody has taken them.
            </a>
          )}
        </p>
      )}
    </>
  );
}

const conversations = (count: number) => (count === 1 ? '1 conversation' : `${count} conversations`);
