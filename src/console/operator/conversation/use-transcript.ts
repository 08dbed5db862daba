import { useCallback, useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import type { Message } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { useResource } from '../data/use-resource.ts';

/** A transcript as far as it has been read: the newest messages stay fresh, earlier ones come when asked for. */
export interface ReadTranscript {
  readonly messages: readonly Message[] | undefined;
  readonly problem: string | undefined;
  readonly hasEarlier: boolean;
  readonly isLoading: boolean;
  loadEarlier(): void;
}

const newest = 2_147_483_647;

export function useTranscript(conversationId: string): ReadTranscript {
  const latest = useResource(
    `messages of ${conversationId}`,
    (signal) => api.messagesBefore(conversationId, newest, signal),
    conversationId,
  );
  const [earlier, setEarlier] = useState<{ items: readonly Message[]; cursor: string | null }>();
  const act = useAct();
  const cursor = earlier ? earlier.cursor : (latest.data?.nextCursor ?? null);

  const loadEarlier = useCallback(() => {
    if (cursor === null) return;
    void act.run(async () => {
      const page = await api.messagesBefore(conversationId, Number(cursor), AbortSignal.timeout(20_000));
      setEarlier((before) => ({ items: [...page.items, ...(before?.items ?? [])], cursor: page.nextCursor }));
    });
  }, [act.run, conversationId, cursor]);

  const messages = latest.data && joined(earlier?.items ?? [], latest.data.items);
  return {
    messages,
    problem: latest.problem ?? act.problem,
    hasEarlier: cursor !== null,
    isLoading: act.isBusy,
    loadEarlier,
  };
}

/** What stands in both is as the newer reading has it. */
function joined(earlier: readonly Message[], latest: readonly Message[]): readonly Message[] {
  const bySeq = new Map([...earlier, ...latest].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
