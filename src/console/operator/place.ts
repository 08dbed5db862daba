import { useEffect, useState } from 'preact/hooks';

/** Where in the console one is; each place has an address that can be sent to a colleague. */
export type Place =
  | {
      readonly page: 'inbox';
      readonly filter: FilterName;
      readonly q: string;
      /** Only one's own, or what is nobody's. */
      readonly whose?: Whose;
      /** Only what one has not seen to its end. */
      readonly unread?: true;
      readonly conversationId?: string;
    }
  | { readonly page: 'approvals' }
  | { readonly page: 'health' }
  | { readonly page: 'team' }
  /** `about`: the id of whom or what the entries are to be about; empty: everything. */
  | { readonly page: 'audit'; readonly about: string };

export type InboxPlace = Extract<Place, { page: 'inbox' }>;

/** What the inbox may be narrowed down to, and what the list route is asked for it. */
export const filters = {
  open: { label: 'Open', query: { status: 'open' } },
  operator: { label: 'Needs a person', query: { needs: 'operator' } },
  approval: { label: 'Needs a decision', query: { needs: 'approval' } },
  with_operator: { label: 'With operators', query: { status: 'with_operator' } },
  closed: { label: 'Closed', query: { status: 'closed' } },
  all: { label: 'All', query: {} },
} as const satisfies Record<string, { label: string; query: { status?: string; needs?: string } }>;
export type FilterName = keyof typeof filters;

/** Whose conversations the inbox may be narrowed down to. */
export const whoseLabels = { me: 'Mine', nobody: "Nobody's" } as const;
export type Whose = keyof typeof whoseLabels;

/** The one place that writes addresses. */
export function addressOf(place: Place): string {
  if (place.page === 'approvals') return '#/approvals';
  if (place.page === 'health') return '#/health';
  if (place.page === 'team') return '#/team';
  if (place.page === 'audit')
    return place.about === '' ? '#/audit' : `#/audit?${new URLSearchParams({ about: place.about })}`;
  const { filter, q, whose, unread, conversationId } = place;
  const path = conversationId ? `#/inbox/${conversationId}` : '#/inbox';
  const query = new URLSearchParams({
    ...(filter !== 'all' && { filter }),
    ...(whose && { whose }),
    ...(unread && { unread: 'true' }),
    ...(q !== '' && { q }),
  });
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The place of an address; one that leads nowhere is the inbox. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, id] = path.split('/');
  const named = new URLSearchParams(query);
  if (page === 'approvals' || page === 'health' || page === 'team') return { page };
  if (page === 'audit') return { page, about: named.get('about') ?? '' };
  const filter = named.get('filter') ?? 'all';
  const whose = named.get('whose') ?? '';
  return {
    page: 'inbox',
    filter: Object.hasOwn(filters, filter) ? (filter as FilterName) : 'all',
    q: named.get('q') ?? '',
    ...(Object.hasOwn(whoseLabels, whose) && { whose: whose as Whose }),
    ...(named.get('unread') === 'true' && { unread: true as const }),
    ...(id && { conversationId: id }),
  };
}

/** The list that a conversation was opened from. */
export const listOf = ({ conversationId: _, ...list }: InboxPlace): InboxPlace => list;

export function goTo(place: Place): void {
  location.hash = addressOf(place);
}

/** The place of the page's address, as it changes. */
export function usePlace(): Place {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const follow = () => setPlace(placeOf(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return place;
}
