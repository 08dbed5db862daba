import { useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import { useSession } from '../data/session.ts';
import type { Account } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { addressOf } from '../place.ts';
import { time } from '../words.ts';
import { RoleChoice } from './role-choice.tsx';

/** An account, its role and how it is changed, taken away and let in again. */
export function AccountCard({
  account,
  onChanged,
}: {
  readonly account: Account;
  readonly onChanged: () => void;
}) {
  const { operator } = useSession();
  const act = useAct();
  const [isResetting, setResetting] = useState(false);
  const { id, email, role, isDisabled, createdAt } = account;
  const change = async (what: Parameters<typeof api.changeAccount>[1]) => {
    if (await act.run(() => api.changeAccount(id, what))) setResetting(false);
    onChanged();
  };
  return (
    <li class={`card ${isDisabled ? 'is-disabled' : ''}`}>
      <p>
        <strong>
          <bdi>{email}</bdi>
        </strong>
        {id === operator.id && ' (you)'}
        {isDisabled && ' · taken away'}
      </p>
      <p class="faint">
        since {time(createdAt)} · <a href={addressOf({ page: 'audit', about: id })}>What they did</a>
      </p>
      <div class="acts">
        <RoleChoice
          label={`Role of ${email}`}
          chosen={role}
          isBusy={act.isBusy}
          onChoose={(chosen) => void change({ role: chosen })}
        />
        <button type="button" disabled={act.isBusy} onClick={() => void change({ isDisabled: !isDisabled })}>
          {isDisabled ? 'Give back' : 'Take away'}
        </button>
        {!isResetting && (
          <button type="button" class="quiet" disabled={act.isBusy} onClick={() => setResetting(true)}>
            Set a password
          </button>
        )}
      </div>
      {isResetting && (
        <form
          class="question"
          onSubmit={(event) => {
            event.preventDefault();
            void change({ password: String(new FormData(event.currentTarget).get('password')) });
          }}
          onKeyDown={(event) => event.key === 'Escape' && setResetting(false)}
        >
          <label>
            A new password; whoever is logged in with the old one is logged out
            <input
              name="password"
              type="password"
              autocomplete="new-password"
              required
              minLength={8}
              maxLength={200}
            />
          </label>
          <button type="submit" class="primary" disabled={act.isBusy}>
            Set it
          </button>
          <button type="button" class="quiet" onClick={() => setResetting(false)}>
            Cancel
          </button>
        </form>
      )}
      <p role="alert" class="problem">
        {act.problem}
      </p>
    </li>
  );
}
