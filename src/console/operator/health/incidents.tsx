import { api } from '../data/api.ts';
import type { Incident } from '../data/shapes.ts';
import { useResource } from '../data/use-resource.ts';
import { useInterval } from '../use-interval.ts';
import { plain, time } from '../words.ts';

const refreshMs = 5_000;
const shownMax = 20;

/** What has gone wrong lately, what serves instead, and how it ended. */
export function Incidents() {
  const { data, reload } = useResource('incidents', (signal) => api.incidents(signal), 'none');
  useInterval(reload, refreshMs);
  if (!data || data.items.length === 0) return <p class="faint">No incident has been noted.</p>;
  return (
    <section aria-labelledby="incidents">
      <h2 id="incidents">Incidents</h2>
      <ul class="entries">
        {data.items.slice(0, shownMax).map((incident) => (
          <Row key={incident.id} incident={incident} />
        ))}
      </ul>
    </section>
  );
}

function Row({ incident }: { readonly incident: Incident }) {
  const { component, state, reason, serves, openedAt, closedAt, closedBecause } = incident;
  return (
    <li>
      <span class={`state is-${closedAt ? 'ok' : state}`}>{closedAt ? 'over' : state}</span>{' '}
      <strong>{plain(component)}</strong>: {reason}{' '}
      <span class="faint">
        {time(openedAt)}
        {closedAt && ` to ${time(closedAt)}`}
        {closedBecause && `, ${closedBecause}`}
      </span>
      {!closedAt && serves && <p class="faint">Meanwhile: {serves}</p>}
    </li>
  );
}
