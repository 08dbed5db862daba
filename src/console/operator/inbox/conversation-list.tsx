import { useEffect, useState } from 'preact/hooks';
import { api } from '../data/api.ts';
import type { Conversation } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { useResource } from '../data/use-resource.ts';
import { addressOf, filters, type Place } from '../place.ts';
import { useNow } from '../use-now.ts';
import { ago, money, nameOf } from '../words.ts';

type InboxPlace = Extract<Place, { page: 'inbox' }>;

/** The conversations of a filter, the last changed first. The first page stays fresh; more are read when asked for. */
export function ConversationList({ place }: { readonly place: InboxPlace }) {
  const { filter, q } = place;
  const query = { ...filters[filter].query, q };
  const key = `${filter}?${q}`;
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
        <Row key={conversation.id} conversation={conversation} place={place} nowMs={nowMs} />
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

interface RowProps {
  readonly conversation: Conversation;
  readonly place: InboxPlace;
  readonly nowMs: number;
}

function Row({ conversation, place, nowMs }: RowProps) {
  const { id, needs, status, nextStep, costMicroUsd, updatedAt, assistant } = conversation;
  const isOpen = id === place.conversationId;
  return (
    <li>
      <a
        class={`row ${needs.length > 0 ? 'is-needy' : ''}`}
        href={addressOf({ ...place, conversationId: id })}
        {...(isOpen && { 'aria-current': 'true' as const })}
      >
        <span class="row-top">
          <bdi class="row-name">{nameOf(conversation)}</bdi>
          <time class="faint" dateTime={updatedAt}>
            {ago(updatedAt, nowMs)}
          </time>
        </span>
        <span class={`row-next ${status === 'closed' ? 'faint' : ''}`}>{nextStep}</span>
        <span class="row-foot faint">
          {assistant} · {money(costMicroUsd)}
        </span>
      </a>
    </li>
  );
}

/** A conversation that changed while one paged stands in both pages. */
const withoutRepeats = (items: readonly Conversation[]) =>
  [...new Map(items.toReversed().map((item) => [item.id, item])).values()].reverse();
