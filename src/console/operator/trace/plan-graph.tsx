import { plain } from '../words.ts';
import { nodeRadius, planLayout } from './plan-layout.ts';
import type { NeedView, PlanView } from './plans-in.ts';

/** A plan: a small drawing of what waited for what, and the same in words. */
export function PlanGraph({ plan }: { readonly plan: PlanView }) {
  const { tasks, because, problems } = plan;
  const numbers = new Map(tasks.map(({ name }, index) => [name, index + 1]));
  return (
    <section class="plan" aria-label="Plan">
      <h3>{because ? 'Planned once more' : 'The plan'}</h3>
      {because && <p class="faint">{because}</p>}
      {problems > 0 && <p class="faint">Its first draft had {problems} faults and was sent back.</p>}
      <Drawing plan={plan} numbers={numbers} />
      <ol class="tasks">
        {tasks.map(({ name, purpose, component, state, needs, why }) => (
          <li key={name}>
            <strong>{purpose}</strong> <span class={`state ${toneOf(state)}`}>{plain(state)}</span>{' '}
            <span class="faint">{plain(component)}</span>
            {needs.map((need) => (
              <p key={`${need.from} ${need.field}`} class="faint">
                {needInWords(need, numbers)}
              </p>
            ))}
            {why && <p class="problem">{why}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface DrawingProps {
  readonly plan: PlanView;
  readonly numbers: ReadonlyMap<string, number>;
}

function Drawing({ plan, numbers }: DrawingProps) {
  const { width, height, nodes, edges } = planLayout(plan);
  const states = new Map(plan.tasks.map(({ name, state }) => [name, state]));
  const ways = edges.map(({ from, to }) => `${numbers.get(from)} before ${numbers.get(to)}`);
  const label = ways.length > 0 ? ways.join(', ') : 'all at the same time';
  return (
    <svg
      class="plan-drawing"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${nodes.length} tasks: ${label}`}
    >
      {edges.map(({ from, to, path }) => (
        <path key={`${from} ${to}`} d={path} />
      ))}
      {nodes.map(({ name, x, y }) => (
        <g key={name} class={toneOf(states.get(name) ?? '')}>
          <circle cx={x} cy={y} r={nodeRadius} />
          <text x={x} y={y}>
            {numbers.get(name)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function needInWords(
  { from, field, pointer, adapter }: NeedView,
  numbers: ReadonlyMap<string, number>,
): string {
  const number = numbers.get(from);
  const other = number === undefined ? `${plain(from)}, of an earlier plan` : `no. ${number}`;
  if (field === undefined) return `after ${other}`;
  const part = pointer ? `${pointer} of ` : '';
  return `${plain(field)}: ${part}what ${other} found${adapter ? `, by ${plain(adapter)}` : ''}`;
}

/** Well, not well, or still open. */
function toneOf(state: string): string {
  if (state === 'done' || state === 'repeated' || state === 'same as another') return 'is-ok';
  return isOpen.has(state) ? 'is-paused' : 'is-down';
}

const isOpen = new Set(['not begun', 'ready', 'waiting', 'running']);
