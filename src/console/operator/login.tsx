import { useState } from 'preact/hooks';
import { api } from './data/api.ts';
import { wordsFor } from './data/request.ts';

interface LoginProps {
  readonly onDone: () => Promise<void>;
  /** Why one is here. */
  readonly problem?: string;
}

/** The way in. */
export function Login({ onDone, problem: before }: LoginProps) {
  const [problem, setProblem] = useState(before);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setProblem(undefined);
    try {
      await api.logIn(String(form.get('email')), String(form.get('password')));
      await onDone();
    } catch (error) {
      setProblem(wordsFor(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <main class="login">
      <h1>Baton console</h1>
      <form onSubmit={submit}>
        <label>
          E-mail
          <input name="email" type="email" autocomplete="username" required maxLength={254} />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required maxLength={200} />
        </label>
        <button type="submit" class="primary" disabled={isBusy}>
          Log in
        </button>
        <p role="alert" class="problem">
          {problem}
        </p>
      </form>
    </main>
  );
}
