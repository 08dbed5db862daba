import { type OpenComponents, openComponents } from '../components/components.ts';
import { createAlerts } from '../database/alerts.ts';
import { createComponentRows } from '../database/components.ts';
import type { Database } from '../database/open-database.ts';
import type { AlertKind, Incident } from '../domain/incident.ts';
import { startAlertSender } from '../monitors/alert-sender.ts';
import { createMetrics, type Metrics } from '../monitors/metrics.ts';
import type { Registry } from '../registry/assistant.ts';
import { servesInstead } from '../registry/serves-instead.ts';
import { retireGone } from './retire-gone.ts';
import type { Scene } from './scene.ts';

/** How components are, and who is told when one isn't well. */
export interface MonitorsPart {
  readonly components: OpenComponents;
  readonly metrics: Metrics;
}

export async function bringUpMonitors(scene: Scene, db: Database, registry: Registry): Promise<MonitorsPart> {
  const { config, lifecycle, log } = scene;
  const open: { components?: OpenComponents } = {};
  const metrics = createMetrics({ unwell: () => open.components?.unwell() ?? [] });
  const onIncident = (kind: AlertKind, incident: Incident) => {
    metrics.incident(kind);
    const { id, component, state, reason, serves } = incident;
    const details = { incident: id, component, state, reason, serves };
    if (kind === 'opened') log.warn(details, 'an incident has opened');
    else log.info(details, 'an incident has closed');
  };
  const rows = createComponentRows(db);
  await retireGone(rows, registry, (incident) => onIncident('closed', incident)).catch((error) =>
    log.warn({ error }, 'incidents of what is no longer configured could not be closed'),
  );
  const components = await lifecycle.bringUp({
    name: 'status of components',
    begin: () =>
      openComponents({
        ...{ rows, log, onIncident, onCall: metrics.called },
        servesInstead: (id) => servesInstead(registry, id),
      }),
    end: (status) => status.close(),
    endWithinMs: 500,
  });
  open.components = components;
  const { alerts } = config;
  if (alerts) {
    await lifecycle.bringUp({
      name: 'alerts',
      begin: async () => startAlertSender({ alerts: createAlerts(db), ...alerts, log }),
      end: (sender) => sender.stop(),
      endWithinMs: 500,
    });
  }
  return { components, metrics };
}
