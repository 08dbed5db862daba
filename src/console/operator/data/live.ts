/** What hears of changes: ids of conversations, or null when anything may have changed; none: something in lists. */
export type ChangeListener = (conversationIds: readonly string[] | null) => void;

/** The server's word, as it happens, on what to read again. */
export interface Live {
  subscribe(listener: ChangeListener): () => void;
  isConnected(): boolean;
  /** What lists show was changed from here, and nobody else is told. */
  refreshLists(): void;
  close(): void;
}

const reconnectMs = 3_000;

/** `onConnection` hears of each change of the connection. */
export function openLive(onConnection: () => void): Live {
  const listeners = new Set<ChangeListener>();
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let connected = false;
  connect();
  window.addEventListener('online', connect);

  function connect(): void {
    clearTimeout(retry);
    source?.close();
    source = new EventSource('/v1/operator/events');
    source.addEventListener('open', () => {
      setConnected(true);
      // What happened meanwhile was told to nobody.
      tell(null);
    });
    source.addEventListener('error', () => {
      setConnected(false);
      // A browser gives up by itself when it gets a status instead of a stream.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, reconnectMs);
    });
    source.addEventListener('changed', ({ data }) => tell(idsIn(data)));
  }

  function setConnected(now: boolean): void {
    if (connected === now) return;
    connected = now;
    onConnection();
  }

  function tell(ids: readonly string[] | null): void {
    for (const listener of [...listeners]) listener(ids);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isConnected: () => connected,
    refreshLists: () => tell([]),
    close() {
      window.removeEventListener('online', connect);
      clearTimeout(retry);
      source?.close();
    },
  };
}

function idsIn(data: string): readonly string[] | null {
  try {
    const { conversationIds } = JSON.parse(data);
    return Array.isArray(conversationIds) ? conversationIds.map(String) : null;
  } catch {
    return null;
  }
}
