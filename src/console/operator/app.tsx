import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { api } from './data/api.ts';
import { type Live, openLive } from './data/live.ts';
import { Refusal, wordsFor } from './data/request.ts';
import { type Session, SessionContext } from './data/session.ts';
import type { Me } from './data/shapes.ts';
import { Login } from './login.tsx';
import { Shell } from './shell.tsx';

type Standing =
  | { readonly kind: 'asking' }
  | { readonly kind: 'out'; readonly problem?: string }
  | { readonly kind: 'in'; readonly me: Me; readonly live: Live };

/** The whole console: the way in, and behind it the pages. */
export function App() {
  const [standing, setStanding] = useState<Standing>({ kind: 'asking' });
  const [isConnected, setConnected] = useState(false);

  const enter = useCallback(async () => {
    try {
      const me = await api.me();
      const live = openLive(() => setConnected(live.isConnected()));
      setStanding({ kind: 'in', me, live });
    } catch (error) {
      const isUnknown = error instanceof Refusal && error.status === 401;
      setStanding({ kind: 'out', ...(!isUnknown && { problem: wordsFor(error) }) });
    }
  }, []);
  const leave = useCallback((problem?: string) => {
    setStanding((before) => {
      if (before.kind === 'in') before.live.close();
      return { kind: 'out', ...(problem !== undefined && { problem }) };
    });
  }, []);
  useEffect(() => void enter(), [enter]);

  const session = useMemo((): Session | undefined => {
    if (standing.kind !== 'in') return undefined;
    return {
      ...standing.me,
      live: standing.live,
      isConnected,
      onUnauthorised: () => leave('Your session has ended. Please log in again.'),
      logOut: () =>
        void api.logOut().then(
          () => leave(),
          (error) => leave(wordsFor(error)),
        ),
    };
  }, [standing, isConnected, leave]);

  if (standing.kind === 'asking') return <p class="waiting">One moment…</p>;
  if (!session) {
    const problem = standing.kind === 'out' ? standing.problem : undefined;
    return <Login onDone={enter} {...(problem !== undefined && { problem })} />;
  }
  return (
    <SessionContext.Provider value={session}>
      <Shell />
    </SessionContext.Provider>
  );
}
