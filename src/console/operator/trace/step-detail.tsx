import { plain } from '../words.ts';

const depthMax = 6;

/** What went in and out of a step, as far as it was kept. Everything here is shown as text, whoever wrote it. */
export function StepDetail({ detail }: { readonly detail: unknown }) {
  if (detail === null || detail === undefined)
    return <p class="nothing">Nothing more was kept of this step.</p>;
  return (
    <div class="detail">
      <Shown value={detail} depth={0} />
    </div>
  );
}

function Shown({ value, depth }: { readonly value: unknown; readonly depth: number }) {
  if (typeof value === 'string') return <pre>{value}</pre>;
  if (typeof value !== 'object' || value === null) return <code>{String(value)}</code>;
  if (depth >= depthMax) return <pre>{JSON.stringify(value, null, 2)}</pre>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span class="faint">none</span>;
    return (
      <ol>
        {value.map((item) => (
          <li>
            <Shown value={item} depth={depth + 1} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <dl>
      {Object.entries(value).map(([name, inner]) => (
        <div>
          <dt>{plain(name)}</dt>
          <dd>
            <Shown value={inner} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
