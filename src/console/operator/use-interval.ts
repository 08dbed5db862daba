import { useEffect } from 'preact/hooks';

/** Does something again and again while the page is looked at. */
export function useInterval(act: () => void, everyMs: number): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) act();
    }, everyMs);
    return () => clearInterval(timer);
  }, [act, everyMs]);
}
