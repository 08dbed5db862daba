import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { findTemporalCli } from '../temporal/embedded/find-temporal-cli.ts';
import { startTemporalServer } from '../temporal/embedded/start-temporal-server.ts';
import { prepareNamespace } from '../temporal/prepare-namespace.ts';
import { type TemporalTarget, targetOf } from './connect-temporal.ts';
import { oneLine } from './one-line.ts';
import type { Scene } from './scene.ts';
import { waitForServer } from './wait-for-server.ts';

/** The user's Temporal, or one of our own; reached, its namespace prepared. */
export interface TemporalPart {
  readonly client: Client;
  readonly target: TemporalTarget;
  readonly uiUrl: string | null;
  readonly hasSearchAttributes: boolean;
}

export async function bringUpTemporal(scene: Scene): Promise<TemporalPart> {
  const { config, lifecycle, log } = scene;
  const { target, uiUrl } = config.temporal
    ? { target: await targetOf(config.temporal), uiUrl: null }
    : await bringUpEmbedded(scene);
  const { namespace } = config;
  const connection = await lifecycle.bringUp({
    name: 'Temporal connection',
    begin: (signal) => connect(target, signal, log),
    end: (open) => open.close(),
    endWithinMs: 500,
  });
  const { searchAttributesUsable } = await prepareNamespace(connection, { namespace, log }).catch((error) => {
    throw new Error(`TEMPORAL_NAMESPACE ${namespace} cannot be used: ${oneLine(error)}`);
  });
  return {
    client: new Client({ connection, namespace }),
    target,
    uiUrl: config.temporalUiUrl ?? uiUrl,
    hasSearchAttributes: searchAttributesUsable,
  };
}

async function connect(target: TemporalTarget, signal: AbortSignal, log: Scene['log']): Promise<Connection> {
  const name = `Temporal at ${target.address}`;
  const ask = () => Connection.connect({ ...target, connectTimeout: '5 seconds' });
  try {
    return await waitForServer(ask, { name, mayComeUp, log, signal });
  } catch (error) {
    throw new Error(`${name} cannot be reached: ${oneLine(error)}`);
  }
}

/** Who is turned away for who they are stays so. */
const mayComeUp = (error: unknown) =>
  !(isGrpcServiceError(error) && turnedAway.includes(error.code)) && !(error instanceof TypeError);
/** gRPC's codes: permission denied, unauthenticated. */
const turnedAway = [7, 16];

async function bringUpEmbedded(scene: Scene): Promise<{ target: TemporalTarget; uiUrl: string }> {
  const { config, lifecycle, log, fail } = scene;
  const { port, uiPort, cli: configured, cacheDir, searchPath } = config.embeddedTemporal;
  const server = await lifecycle.bringUp({
    name: 'embedded Temporal',
    begin: async (signal) => {
      // To the user, at any log level: a first start may take minutes here.
      const progress = (line: string) => console.log(line);
      const cli = await findTemporalCli({ configured, cacheDir, searchPath, progress, signal });
      const { dataDir, namespace } = config;
      return startTemporalServer({ cli, dataDir, port, uiPort, namespace, log });
    },
    end: (running) => running.stop(),
    endWithinMs: 3_000,
  });
  void server.ended.then(() => fail(new Error('the embedded Temporal server ended by itself')));
  return { target: { address: server.address }, uiUrl: server.uiUrl };
}
