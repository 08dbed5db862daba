import { useCallback, useState } from 'preact/hooks';
import { type ComponentKind, componentStates } from '../../../domain/component.ts';
import { api } from '../data/api.ts';
import type { Component, Pause } from '../data/shapes.ts';
import { useResource } from '../data/use-resource.ts';
import { useInterval } from '../use-interval.ts';
import { plain, time } from '../words.ts';
import { Incidents } from './incidents.tsx';
import { PauseControl } from './pause-control.tsx';
import { PauseFacts, Pauses } from './pauses.tsx';
import { TemporalLinks } from './temporal-links.tsx';

const refreshMs = 5_000;

const stateWords = { ok: 'well', degraded: 'less well', down: 'down', paused: 'paused' } as const;

/** How everything is that the assistants rest on; what isn't well stands first. */
export function HealthPage() {
  const registry = useResource('registry', (signal) => api.registry(signal), 'none');
  const pauses = useResource('pauses', (signal) => api.pauses(signal), 'none');
  const reload = useCallback(() => {
    registry.reload();
    pauses.reload();
  }, [registry.reload, pauses.reload]);
  useInterval(reload, refreshMs);
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
          <Pauses
            pauses={pauses.data?.items ?? []}
            assistants={registry.data.assistants}
            onChanged={reload}
          />
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
              <ComponentCard
                key={component.id}
                component={component}
                pause={pauses.data?.items.find(({ scope }) => scope === component.id)}
                onChanged={reload}
              />
            ))}
          </ul>
          <TemporalLinks />
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

/** Without a guardrail or its memory an assistant would go on, worse than before. */
const pausable: readonly ComponentKind[] = ['model', 'tool', 'knowledge'];

interface ComponentCardProps {
  readonly component: Component;
  readonly pause: Pause | undefined;
  readonly onChanged: () => void;
}

function ComponentCard({ component, pause, onChanged }: ComponentCardProps) {
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
      {pause && <PauseFacts pause={pause} />}
      {pausable.includes(kind) && (
        <PauseControl
          scope={component.id}
          what={`the ${kind} ${plain(name)}`}
          isPaused={pause !== undefined}
          onChanged={onChanged}
        />
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
