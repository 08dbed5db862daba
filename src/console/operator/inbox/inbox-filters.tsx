import { useEffect, useRef } from 'preact/hooks';
import {
  addressOf,
  type FilterName,
  filters,
  goTo,
  type InboxPlace,
  listOf,
  type Whose,
  whoseLabels,
} from '../place.ts';

const searchPauseMs = 300;

/** What the list is narrowed down to. */
export function InboxFilters({ place }: { readonly place: InboxPlace }) {
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(typing.current), []);
  // Going back brings an earlier search with it; what is being typed is left alone.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = place.q;
  }, [place.q]);

  function search(q: string) {
    clearTimeout(typing.current);
    typing.current = setTimeout(() => goTo({ ...place, q: q.trim() }), searchPauseMs);
  }

  return (
    <div class="filters">
      <label>
        <span class="visually-hidden">Search by name, e-mail, phone, customer or conversation</span>
        <input
          ref={field}
          type="search"
          placeholder="Search customers"
          maxLength={200}
          defaultValue={place.q}
          onInput={(event) => search(event.currentTarget.value)}
        />
      </label>
      <nav aria-label="Filters">
        {(Object.keys(filters) as FilterName[]).map((filter) => (
          <Chip
            key={filter}
            to={{ ...listOf(place), filter }}
            label={filters[filter].label}
            isOn={filter === place.filter}
          />
        ))}
      </nav>
      <nav aria-label="Whose, and what is new">
        {(Object.keys(whoseLabels) as Whose[]).map((whose) => (
          <Chip
            key={whose}
            to={toggled(place, 'whose', whose)}
            label={whoseLabels[whose]}
            isOn={whose === place.whose}
          />
        ))}
        <Chip to={toggled(place, 'unread', true)} label="Unread" isOn={place.unread === true} />
      </nav>
    </div>
  );
}

interface ChipProps {
  readonly to: InboxPlace;
  readonly label: string;
  readonly isOn: boolean;
}

const Chip = ({ to, label, isOn }: ChipProps) => (
  <a class="chip" href={addressOf(to)} {...(isOn && { 'aria-current': 'true' as const })}>
    {label}
  </a>
);

/** Chosen once more, it is no longer chosen. */
function toggled<Name extends 'whose' | 'unread'>(
  place: InboxPlace,
  name: Name,
  value: NonNullable<InboxPlace[Name]>,
): InboxPlace {
  const { [name]: before, ...rest } = listOf(place);
  return (before === value ? rest : { ...rest, [name]: value }) as InboxPlace;
}
