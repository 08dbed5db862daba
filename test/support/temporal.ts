import { startTemporalServer } from '../../src/temporal/embedded/start-temporal-server.ts';
import { silentLog } from './silent-log.ts';
import { temporalCli } from './temporal-cli.ts';

interface Shared {
  readonly server: Promise<{ address: string; uiUrl: string; stop(): Promise<void> }>;
  users: number;
}

const servers = new Map<string, Shared>();

/**
 * A Temporal server in memory, shared by the tests of one process that want the same settings of it; the last one to
 * release it stops it.
 */
export async function testTemporal(dynamicConfig: Readonly<Record<string, string>> = {}) {
  const key = JSON.stringify(dynamicConfig);
  const shared = servers.get(key) ?? { server: start(dynamicConfig), users: 0 };
  servers.set(key, shared);
  shared.users += 1;
  const { address, uiUrl, stop } = await shared.server;
  return {
    address,
    uiUrl,
    async release() {
      shared.users -= 1;
      if (shared.users > 0) return;
      servers.delete(key);
      await stop();
    },
  };
}

const start = async (dynamicConfig: Readonly<Record<string, string>>) =>
  await startTemporalServer({
    cli: await temporalCli(),
    port: 0,
    uiPort: 0,
    namespace: 'default',
    dynamicConfig,
    log: silentLog(),
  });
