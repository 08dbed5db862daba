import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { OpenComponents } from '../components/components.ts';
import type { Database } from '../database/open-database.ts';
import { createPurse } from '../database/purse.ts';
import type { Registry } from '../registry/assistant.ts';
import type { McpTools } from '../registry/mcp/mcp-tools.ts';
import { queueLimits } from '../registry/queue-limits.ts';
import { type RunningWorker, startWorker } from '../temporal/worker.ts';
import { createEngine } from './create-engine.ts';
import { bringUpKnowledge } from './knowledge-part.ts';
import { knownSecrets } from './known-secrets.ts';
import { bringUpModels } from './model-part.ts';
import { addModelProbes } from './model-probes.ts';
import { oneLine } from './one-line.ts';
import type { Scene } from './scene.ts';
import type { TemporalPart } from './temporal-part.ts';

/** What works on conversations here. */
export interface WorkerPart {
  readonly worker: RunningWorker;
  readonly isDemo: boolean;
}

interface WorkerParts {
  readonly db: Database;
  readonly registry: Registry;
  readonly components: OpenComponents;
  readonly mcpTools: McpTools;
  readonly temporal: TemporalPart;
  /** How others reach the HTTP service; undefined while it isn't known yet, null where it never will be. */
  readonly publicUrl: () => string | undefined | null;
}

/** How long running activities may take to end at a stop; what is cut then runs again at the next start. */
const drainMs = 8_000;

export async function bringUpWorker(scene: Scene, given: WorkerParts): Promise<WorkerPart> {
  const { config, lifecycle, log, fail } = scene;
  const { db, registry, components, mcpTools, temporal, publicUrl } = given;
  installRuntime(scene);
  const { modelFor, isDemo } = await bringUpModels(scene, registry);
  addModelProbes({ components, registry, modelFor, purse: createPurse(db) });
  const { hasSearchAttributes } = temporal;
  const secrets = knownSecrets(config, registry);
  const knowledge = await bringUpKnowledge(scene, { db, registry, components });
  const parts = { db, registry, components, mcpTools, modelFor, knowledge };
  const activities = createEngine({ ...parts, hasSearchAttributes, publicUrl, secrets, log });
  const connection = await lifecycle.bringUp({
    name: 'worker connection',
    begin: () => NativeConnection.connect(temporal.target),
    end: (open) => open.close(),
    endWithinMs: 500,
  });
  const worker = await lifecycle.bringUp({
    name: 'worker',
    begin: () =>
      startWorker({
        ...{ connection, namespace: config.namespace, activities, drainMs },
        limits: queueLimits(registry),
      }),
    end: (running) => running.stop(),
    endWithinMs: 9_500,
  });
  void worker.stopped.then((error) =>
    fail(new Error(`the worker stopped by itself${error ? `: ${oneLine(error)}` : ''}`)),
  );
  return { worker, isDemo };
}

/** Left to itself, the SDK's runtime stops workers at a signal before we have closed the door. */
function installRuntime({ log }: Scene): void {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    log[level === 'ERROR' ? 'error' : 'warn']({ ...meta }, message);
  });
  const telemetryOptions = { logging: { forward: {}, filter: 'warn' } };
  Runtime.install({ logger, telemetryOptions, shutdownSignals: [] });
}
