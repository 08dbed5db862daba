import { useState } from 'preact/hooks';
import { componentStates } from '../../../domain/component.ts';
import { api } from '../data/api.ts';
import type { Component } from '../data/shapes.ts';
import { useResource } from '../data/use-resource.ts';
import { useInterval } from '../use-interval.ts';
import { plain, time } from '../words.ts';
import { Incidents } from './incidents.tsx';

const refreshMs = 5_000;

const stateWords = { ok: 'well', degraded: 'less well', down: 'down', paused: 'paused' } as const;

/** How everything is that the assistants rest on; what isn't well stands first. */
export function HealthPage() {
  const registry = useResource('registry', (signal) => api.registry(signal), 'none');
  useInterval(registry.reload, refreshMs);
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const components = registry.data?.items ?? [];
  const troubled = components.filter(({ state }) => state !== 'ok');
  const shown = onlyTrouble ? troubled : [...troubled, ...components.filter(({ state }) => state === 'ok')];
  return (
    <main class="page">
      <h1>Health</h1>
      {!registry.data && <p class="nothing">{registry.problem ?? 'One moment…'}</p>}
      {registry.data && (
        <>
          <p role="status">{summaryOf(components)}</p>
          <Incidents />
          <label class="check">
            <input
              type="checkbox"
              checked={onlyTrouble}
              onChange={({ currentTarget }) => setOnlyTrouble(currentTarget.checked)}
            />
            Only what is not well
          </label>
          <ul class="cards">
            {shown.map((component) => (
              <ComponentCard key={component.id} component={component} />
            ))}
          </ul>
        </>
      )}
    </main>
  );
}

function summaryOf(components: readonly Component[]): string {
  const counts = componentStates.map(
    (state) => `${components.filter((component) => component.state === state).length} ${stateWords[state]}`,
  );
  return `${components.length} components: ${counts.join(', ')}.`;
}

function ComponentCard({ component }: { readonly component: Component }) {
  const { assistant, kind, name, version, description, capabilities, state, reason, since } = component;
  return (
    <li class={`card component is-${state}`}>
      <p>
        <span class={`state is-${state}`}>{stateWords[state]}</span> <strong>{plain(name)}</strong>{' '}
        <span class="faint">
          {kind} of {assistant}
        </span>
      </p>
      {reason && (
        <p>
          {reason}
          {since && <span class="faint">, since {time(since)}</span>}
        </p>
      )}
      <details>
        <summary class="faint">{description.slice(0, summaryTextMax) || 'More'}</summary>
        <p class="faint">
          version {version} · can: {capabilities.map(plain).join(', ') || 'nothing that others can'} · data:{' '}
          {component.dataClass}
        </p>
        <pre>{JSON.stringify(component.policy, null, 2)}</pre>
      </details>
    </li>
  );
}

const summaryTextMax = 120;
