import { useEffect, useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import { useSession } from '../data/session.ts';

/** Tells the server what the operator has seen, while the page is looked at. */
export function useMarkRead(conversationId: string, lastSeq: number | undefined): void {
  const { live } = useSession();
  const isLookedAt = useIsLookedAt();
  useEffect(() => {
    if (!isLookedAt || lastSeq === undefined) return;
    // If it fails, it counts as unread a while longer.
    void api.markRead(conversationId, lastSeq).then(live.refreshLists, () => {});
  }, [conversationId, lastSeq, isLookedAt, live]);
}

function useIsLookedAt(): boolean {
  const [isLookedAt, setLookedAt] = useState(() => !document.hidden);
  useEffect(() => {
    const follow = () => setLookedAt(!document.hidden);
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, []);
  return isLookedAt;
}
