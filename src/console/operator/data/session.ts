import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Live } from './live.ts';
import type { Me } from './shapes.ts';

/** Who works here, and how the page hears of changes. */
export interface Session extends Me {
  readonly live: Live;
  readonly isConnected: boolean;
  /** The server doesn't know this browser any more. */
  readonly onUnauthorised: () => void;
  readonly logOut: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of the page around it. @throws outside of one. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('used outside a session');
  return session;
}
