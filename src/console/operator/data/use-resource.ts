import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Refusal, wordsFor } from './request.ts';
import { useSession } from './session.ts';

/** Something read from the server, kept fresh. */
export interface Resource<Data> {
  /** Of the current key; undefined until it has come. */
  readonly data: Data | undefined;
  /** Why the last reading failed, in words for people. */
  readonly problem: string | undefined;
  /** Also for what isn't there: 404 and 403. */
  readonly status: number | undefined;
  reload(): void;
}

interface Reading<Data> {
  readonly key: string;
  readonly data?: Data;
  readonly problem?: string;
  readonly status?: number;
}

/**
 * Reads `key` and reads it again when one of these conversations changes (`all`: when any does). At most one reading
 * is under way; what changes meanwhile is read after it.
 */
export function useResource<Data>(
  key: string,
  load: (signal: AbortSignal) => Promise<Data>,
  concerns: string | 'all' | 'none' = 'all',
): Resource<Data> {
  const { live, onUnauthorised } = useSession();
  const [reading, setReading] = useState<Reading<Data>>({ key });
  const loading = useRef(load);
  loading.current = load;
  const again = useRef<() => void>(() => {});

  useEffect(() => {
    const ended = new AbortController();
    let isReading = false;
    let isStale = false;
    const read = async () => {
      if (isReading) {
        isStale = true;
        return;
      }
      isReading = true;
      do {
        isStale = false;
        const next = await settle(key, () => loading.current(ended.signal));
        if (ended.signal.aborted) return;
        if (next.status === 401) return onUnauthorised();
        // What was read before is worth more than an error: it stays, with the error beside it.
        setReading((before) => (before.key === key && !('data' in next) ? { ...before, ...next } : next));
      } while (isStale);
      isReading = false;
    };
    again.current = () => void read();
    void read();
    const unsubscribe = live.subscribe((ids) => {
      const isConcerned = ids === null || concerns === 'all' || ids.includes(concerns);
      if (concerns !== 'none' && isConcerned) void read();
    });
    return () => {
      ended.abort();
      unsubscribe();
    };
  }, [key, concerns, live, onUnauthorised]);

  const reload = useCallback(() => again.current(), []);
  const current = reading.key === key ? reading : { key };
  return { data: current.data, problem: current.problem, status: current.status, reload };
}

async function settle<Data>(key: string, load: () => Promise<Data>): Promise<Reading<Data>> {
  try {
    return { key, data: await load() };
  } catch (error) {
    const status = error instanceof Refusal ? { status: error.status } : {};
    return { key, problem: wordsFor(error), ...status };
  }
}
