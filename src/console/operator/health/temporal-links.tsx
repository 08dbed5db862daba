import { temporalViews } from '../../../domain/temporal-views.ts';
import { useSession } from '../data/session.ts';

/** Where workflows are found in the Temporal UI by what they need; from there they can be saved as views. */
export function TemporalLinks() {
  const { temporalUi } = useSession();
  if (!temporalUi) return null;
  const list = temporalUi.replace(/\/$/, '');
  return (
    <section aria-labelledby="temporal-views">
      <h2 id="temporal-views">In the Temporal UI</h2>
      <ul class="links">
        {temporalViews.map(({ name, query }) => (
          <li key={name}>
            <a href={`${list}?${new URLSearchParams({ query })}`} target="_blank" rel="noopener noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
