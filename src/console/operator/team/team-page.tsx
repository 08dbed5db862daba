import { roles } from '../../../domain/operator.ts';
import { api } from '../data/api.ts';
import { useSession } from '../data/session.ts';
import type { Account } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { useResource } from '../data/use-resource.ts';
import { addressOf } from '../place.ts';
import { time } from '../words.ts';

const roleWords = {
  viewer: 'viewer: reads',
  operator: 'operator: also takes over and writes',
  approver: 'approver: also decides',
  admin: 'admin: also looks after accounts',
} as const satisfies Record<Account['role'], string>;

/** The accounts of all operators. */
export function TeamPage() {
  const accounts = useResource('accounts', (signal) => api.accounts(signal), 'none');
  return (
    <main class="page">
      <h1>Team</h1>
      {!accounts.data && <p class="nothing">{accounts.problem ?? 'One moment…'}</p>}
      <ul class="cards">
        {accounts.data?.items.map((account) => (
          <AccountCard key={account.id} account={account} onChanged={accounts.reload} />
        ))}
      </ul>
      <NewAccount onMade={accounts.reload} />
    </main>
  );
}

function AccountCard({ account, onChanged }: { readonly account: Account; readonly onChanged: () => void }) {
  const { operator } = useSession();
  const act = useAct();
  const { id, email, role, isDisabled, createdAt } = account;
  const change = async (what: Parameters<typeof api.changeAccount>[1]) => {
    await act.run(() => api.changeAccount(id, what));
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
      </div>
      <p role="alert" class="problem">
        {act.problem}
      </p>
    </li>
  );
}

interface RoleChoiceProps {
  readonly label: string;
  readonly chosen: Account['role'];
  readonly isBusy?: boolean;
  readonly onChoose?: (role: Account['role']) => void;
}

function RoleChoice({ label, chosen, isBusy = false, onChoose }: RoleChoiceProps) {
  return (
    <select
      name="role"
      aria-label={label}
      value={chosen}
      disabled={isBusy}
      onChange={({ currentTarget }) => onChoose?.(currentTarget.value as Account['role'])}
    >
      {roles.map((name) => (
        <option value={name}>{roleWords[name]}</option>
      ))}
    </select>
  );
}

function NewAccount({ onMade }: { readonly onMade: () => void }) {
  const act = useAct();
  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    const form = event.currentTarget;
    const { email = '', password = '', role = 'viewer' } = Object.fromEntries(new FormData(form));
    const account = {
      email: String(email),
      password: String(password),
      role: String(role) as Account['role'],
    };
    if (!(await act.run(() => api.makeAccount(account)))) return;
    form.reset();
    onMade();
  }
  return (
    <form class="card new-account" onSubmit={(event) => void submit(event)}>
      <h2>A new account</h2>
      <label>
        E-mail
        <input name="email" type="email" autocomplete="off" required maxLength={254} />
      </label>
      <label>
        Password
        <input
          name="password"
          type="password"
          autocomplete="new-password"
          required
          minLength={8}
          maxLength={200}
        />
      </label>
      <RoleChoice label="Role" chosen="operator" />
      <button type="submit" class="primary" disabled={act.isBusy}>
        Make it
      </button>
      <p role="alert" class="problem">
        {act.problem}
      </p>
    </form>
  );
}
