import { api } from '../data/api.ts';
import type { Account } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { useResource } from '../data/use-resource.ts';
import { AccountCard } from './account-card.tsx';
import { RoleChoice } from './role-choice.tsx';

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
