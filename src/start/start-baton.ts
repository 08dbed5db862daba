import { openBus } from '../bus/bus.ts';
import { followPauses } from '../components/follow-pauses.ts';
import { createManifests } from '../database/manifests.ts';
import type { Database } from '../database/open-database.ts';
import { findUnheard } from '../database/unheard.ts';
import type { Registry } from '../registry/assistant.ts';
import { loadAssistants } from '../registry/load-assistants.ts';
import { createDoorbell, type Doorbell } from '../temporal/doorbell.ts';
import { createDraftWriter } from '../temporal/draft-writer.ts';
import { createStuckRuns, type StuckRuns } from '../temporal/stuck-runs.ts';
import { startSweeper } from '../temporal/sweeper.ts';
import { createChecks } from './checks.ts';
import { bringUpDatabase } from './database-part.ts';
import { bringUpHttp, bringUpProbes, type HttpPart } from './http-part.ts';
import { bringUpMcp } from './mcp-part.ts';
import { bringUpMonitors } from './monitors-part.ts';
import type { Scene } from './scene.ts';
import { bringUpTemporal, type TemporalPart } from './temporal-part.ts';
import { bringUpWorker } from './worker-part.ts';

/** A start that is ready. */
export interface Ready {
  readonly http: HttpPart;
  readonly temporal: TemporalPart;
  /** Whether rules answer, for want of a key. */
  readonly isDemo: boolean;
}

/**
 * Brings up everything that this process is to run. Each part joins the lifecycle, so that whatever fails on the way,
 * what was started comes down again. Throws what the user is told.
 */
export async function startBaton(scene: Scene, env: NodeJS.ProcessEnv): Promise<Ready> {
  const { config } = scene;
  const registry = await loadAssistants(config.assistants.folder, env);
  // The worker is up before the HTTP service has its port.
  let publicUrl = config.http.publicUrl;
  // A worker alone never learns it.
  const unknown = config.services.http ? undefined : null;
  if (unknown === null && publicUrl === undefined) warnOfCallbacks(scene, registry);
  const [{ db, directUrl }, temporal] = await Promise.all([bringUpDatabase(scene), bringUpTemporal(scene)]);
  const bus = await scene.lifecycle.bringUp({
    name: 'bus',
    begin: () => openBus(directUrl),
    end: (open) => open.close(),
    endWithinMs: 500,
  });
  const doorbell = createDoorbell(temporal.client);
  await createManifests(db).store(manifestsOf(registry));
  const { components, metrics } = await bringUpMonitors(scene, db, registry);
  await followPauses(bus, components);
  const watches = config.services.worker;
  const mcpTools = await bringUpMcp(scene, { db, registry, components, watches });
  const running = config.services.worker
    ? await bringUpWorker(scene, {
        ...{ db, registry, components, mcpTools, temporal },
        publicUrl: () => publicUrl ?? unknown,
      })
    : undefined;
  await bringUpSweeper(scene, db, { doorbell, stuckRuns: createStuckRuns(temporal.client) });
  const checks = createChecks({ db, bus, client: temporal.client, worker: running?.worker });
  const http = config.services.http
    ? await bringUpHttp(scene, {
        db,
        bus,
        doorbell,
        suggest: createDraftWriter(temporal.client),
        registry,
        components,
        mcpTools,
        metrics,
        checks,
        temporalUi: workflowsIn(temporal, config),
      })
    : await bringUpProbes(scene, checks, metrics);
  if (config.services.http) publicUrl ??= http.address;
  return { http, temporal, isDemo: running?.isDemo ?? false };
}

/** A worker alone doesn't know where the HTTP service is, so what has to be told to it can't be begun there. */
function warnOfCallbacks({ log }: Scene, { assistants }: Registry): void {
  for (const { id, tools } of assistants.values())
    for (const { name, completes } of tools.values())
      if (completes)
        log.warn(
          { assistant: id, tool: name },
          'PUBLIC_URL is not set: a tool that is called back is not available',
        );
}

/** The Temporal UI's page of workflows: an id behind it leads to that one. */
function workflowsIn({ uiUrl }: TemporalPart, { namespace }: Scene['config']): string | undefined {
  if (uiUrl === null || uiUrl === undefined) return undefined;
  return `${uiUrl.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/`;
}

const manifestsOf = ({ assistants }: Registry) => [...assistants.values()].map(({ manifest }) => manifest);

async function bringUpSweeper(
  { lifecycle, log }: Scene,
  db: Database,
  ends: { readonly doorbell: Doorbell; readonly stuckRuns: StuckRuns },
): Promise<void> {
  await lifecycle.bringUp({
    name: 'sweeper',
    begin: async () => startSweeper({ findUnheard: () => findUnheard(db), ...ends, log }),
    end: (running) => running.stop(),
    endWithinMs: 500,
  });
}
