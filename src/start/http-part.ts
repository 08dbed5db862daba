import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Bus } from '../bus/bus.ts';
import type { OpenComponents } from '../components/components.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/open-database.ts';
import type { App } from '../http/app.ts';
import { buildProbeServer } from '../http/build-probe-server.ts';
import { buildServer } from '../http/build-server.ts';
import type { Checks, Dependencies } from '../http/dependencies.ts';
import { createSetupLink, ensureAdmin } from '../http/operators/first-admin.ts';
import type { Metrics } from '../monitors/metrics.ts';
import type { Registry } from '../registry/assistant.ts';
import type { McpTools } from '../registry/mcp/mcp-tools.ts';
import type { Doorbell } from '../temporal/doorbell.ts';
import { assistantsForHttp } from './assistants-for-http.ts';
import { createRows } from './create-rows.ts';
import { doorbellForHttp } from './doorbell-for-http.ts';
import { registryForHttp } from './registry-for-http.ts';
import type { Scene } from './scene.ts';

/** Where this process answers. */
export interface HttpPart {
  /** For programs on this machine. */
  readonly address: string;
  /** For people's browsers; the first one is shown. */
  readonly publicUrls: readonly string[];
  /** Where the first admin makes their account, while there is none. */
  readonly setupUrl?: string;
}

export async function bringUpHttp(
  scene: Scene,
  parts: {
    db: Database;
    bus: Bus;
    doorbell: Doorbell;
    suggest: Dependencies['suggest'];
    registry: Registry;
    components: OpenComponents;
    mcpTools: McpTools;
    metrics: Metrics;
    checks: Checks;
    temporalUi: string | undefined;
  },
): Promise<HttpPart> {
  const { config, log } = scene;
  const { db, bus, registry, components, metrics, checks } = parts;
  const rows = createRows(db);
  let port = config.http.port;
  const publicUrls = () => publicUrlsOf(config, port);
  if (config.admin) await ensureAdmin(rows.operators, config.admin);
  const app = await buildServer({
    settings: {
      publicUrls,
      proxyHops: config.http.proxyHops,
      webOrigins: config.http.webOrigins,
      identitySecret: config.http.webIdentitySecret,
      temporalUi: parts.temporalUi,
      consoleFolder: join(import.meta.dirname, '../../dist/console'),
    },
    log,
    rows,
    bus,
    doorbell: doorbellForHttp(rows.conversations, parts.doorbell),
    suggest: parts.suggest,
    assistants: assistantsForHttp(registry, parts.mcpTools),
    registry: registryForHttp(registry, { channels, monitors: monitorsOf(config) }, parts.mcpTools),
    metrics: { ...metrics, isPublic: config.metricsPublic },
    components,
    checks,
  });
  port = await listen(scene, app);
  const [first = ''] = publicUrls();
  const hasAdmin = config.admin !== undefined || (await rows.operators.hasAdmin());
  return {
    address: addressOf(config, port),
    publicUrls: publicUrls(),
    ...(!hasAdmin && { setupUrl: `${first}${await createSetupLink(rows.operators)}` }),
  };
}

const channels = [{ name: 'web', description: 'The chat page and the widget' }];

const monitorsOf = ({ alerts }: Config) => [
  { name: 'log', description: 'Lines of the log' },
  { name: 'metrics', description: 'Numbers for Prometheus' },
  ...(alerts ? [{ name: 'alert-webhook', description: 'Signed webhooks, once each' }] : []),
];

/** A worker alone still tells its supervisor how it is. */
export async function bringUpProbes(scene: Scene, checks: Checks, metrics: Metrics): Promise<HttpPart> {
  const page = { ...metrics, isPublic: scene.config.metricsPublic };
  const app = await buildProbeServer({ log: scene.log, metrics: page, checks });
  const port = await listen(scene, app);
  return { address: addressOf(scene.config, port), publicUrls: [] };
}

async function listen({ config, lifecycle }: Scene, app: App): Promise<number> {
  const { host, port } = config.http;
  await lifecycle.bringUp({
    name: 'HTTP service',
    begin: () => app.listen({ host, port }).catch((error) => refuseToListen(error, host, port)),
    end: () => app.close(),
    endWithinMs: 1_500,
  });
  return (app.server.address() as AddressInfo).port;
}

function refuseToListen(error: NodeJS.ErrnoException, host: string, port: number): never {
  if (error.code === 'EADDRINUSE') {
    throw new Error(`port ${port} is taken by another program: set PORT to a free one (0 is any)`);
  }
  if (error.code === 'EACCES') throw new Error(`PORT ${port} is not ours to open: choose one from 1024 on`);
  throw new Error(`HOST ${host} cannot be listened on: ${error.message}`);
}

function publicUrlsOf({ http }: Config, port: number): string[] {
  return http.publicUrl === undefined
    ? [`http://localhost:${port}`, `http://127.0.0.1:${port}`]
    : [http.publicUrl];
}

const everywhere = ['0.0.0.0', '::', 'localhost'];

function addressOf({ http: { host } }: Config, port: number): string {
  const reachable = everywhere.includes(host) ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
