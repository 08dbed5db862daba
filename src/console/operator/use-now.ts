import { useEffect, useState } from 'preact/hooks';

/** The time, ms since the epoch, as it passes: what says "3 min ago" is drawn again with it. */
export function useNow(everyMs = 30_000): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
