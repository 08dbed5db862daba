import { useEffect, useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import type { Conversation } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { useResource } from '../data/use-resource.ts';
import { addressOf, filters, type InboxPlace } from '../place.ts';
import { useNow } from '../use-now.ts';
import { ConversationRow } from './conversation-row.tsx';

/** The conversations of a filter, what needs somebody first. The first page stays fresh; more are read when asked for. */
export function ConversationList({ place }: { readonly place: InboxPlace }) {
  const { filter, q, whose, unread } = place;
  const query = {
    ...filters[filter].query,
    ...{ q, order: 'urgency' as const },
    ...(whose && { assigned: whose }),
    ...(unread && { unread: 'true' as const }),
  };
  const key = addressOf({ page: 'inbox', filter, q, ...(whose && { whose }), ...(unread && { unread }) });
  const first = useResource(key, (signal) => api.conversations(query, signal));
  const [older, setOlder] = useState<{
    key: string;
    items: readonly Conversation[];
    cursor: string | null;
  }>();
  const more = useAct();
  const nowMs = useNow();
  useEffect(() => setOlder((before) => (before?.key === key ? before : undefined)), [key]);

  if (!first.data) return <p class="nothing">{first.problem ?? 'One moment…'}</p>;
  const cursor = older?.key === key ? older.cursor : first.data.nextCursor;
  const items = withoutRepeats([...first.data.items, ...(older?.key === key ? older.items : [])]);

  const loadMore = () =>
    more.run(async () => {
      if (cursor === null) return;
      const page = await api.conversations({ ...query, cursor }, AbortSignal.timeout(20_000));
      setOlder((before) => ({
        key,
        items: [...(before?.key === key ? before.items : []), ...page.items],
        cursor: page.nextCursor,
      }));
    });

  if (items.length === 0) return <p class="nothing">{q ? 'Nobody is found.' : 'Nothing here.'}</p>;
  return (
    <ul class="rows">
      {items.map((conversation) => (
        <ConversationRow key={conversation.id} conversation={conversation} place={place} nowMs={nowMs} />
      ))}
      {cursor !== null && (
        <li class="more">
          <button type="button" class="quiet" disabled={more.isBusy} onClick={() => void loadMore()}>
            {more.problem ?? 'Show more'}
          </button>
        </li>
      )}
    </ul>
  );
}

/** A conversation that changed while one paged stands in both pages. */
const withoutRepeats = (items: readonly Conversation[]) =>
  [...new Map(items.toReversed().map((item) => [item.id, item])).values()].reverse();
