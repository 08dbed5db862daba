import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { AlertKind } from '../domain/incident.ts';

interface Parts {
  /** Components that aren't well, as far as this process knows. */
  readonly unwell: () => readonly { readonly component: string; readonly state: string }[];
}

/** What Prometheus scrapes of this process. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  called(component: string, outcome: 'ok' | 'failed' | 'refused'): void;
  incident(kind: AlertKind): void;
}

export function createMetrics({ unwell }: Parts): Metrics {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  collectDefaultMetrics({ register });
  const calls = new Counter({
    name: 'baton_component_calls_total',
    help: 'Calls to components; refused: not made, because the component is down or paused',
    labelNames: ['component', 'outcome'],
    registers,
  });
  const incidents = new Counter({
    name: 'baton_incidents_total',
    help: 'Incidents that this process opened and closed',
    labelNames: ['kind'],
    registers,
  });
  for (const kind of ['opened', 'closed']) incidents.inc({ kind }, 0);
  new Gauge({
    name: 'baton_component_unwell',
    help: '1 for each component that is degraded or down',
    labelNames: ['component', 'state'],
    registers,
    collect() {
      this.reset();
      for (const { component, state } of unwell()) this.set({ component, state }, 1);
    },
  });
  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    called: (component, outcome) => calls.inc({ component, outcome }),
    incident: (kind) => incidents.inc({ kind }),
  };
}
