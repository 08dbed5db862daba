import { useEffect, useRef } from 'preact/hooks';
import { addressOf, type FilterName, filters, goTo, type Place } from '../place.ts';

type InboxPlace = Extract<Place, { page: 'inbox' }>;

const searchPauseMs = 300;

/** What the list is narrowed down to. */
export function InboxFilters({ place }: { readonly place: InboxPlace }) {
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(typing.current), []);

  function search(q: string) {
    clearTimeout(typing.current);
    typing.current = setTimeout(() => goTo({ ...place, q: q.trim() }), searchPauseMs);
  }

  return (
    <div class="filters">
      <label>
        <span class="visually-hidden">Search by name, e-mail, phone, customer or conversation</span>
        <input
          type="search"
          placeholder="Search customers"
          maxLength={200}
          defaultValue={place.q}
          onInput={(event) => search(event.currentTarget.value)}
        />
      </label>
      <nav aria-label="Filters">
        {(Object.keys(filters) as FilterName[]).map((filter) => (
          <a
            class="chip"
            href={addressOf({ page: 'inbox', filter, q: place.q })}
            {...(filter === place.filter && { 'aria-current': 'true' as const })}
          >
            {filters[filter].label}
          </a>
        ))}
      </nav>
    </div>
  );
}
