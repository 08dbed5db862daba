import type { Client } from '@temporalio/client';
import type { Bus } from '../bus/bus.ts';
import { type Database, isMigrated } from '../database/open-database.ts';
import type { Checks } from '../http/dependencies.ts';
import type { RunningWorker } from '../temporal/worker.ts';

/** Longer than this a server counts as not answering. */
const answerMs = 2_000;

/** What must hold before this process is ready. Vendors' outages are not among it. */
export function createChecks(parts: {
  db: Database;
  bus: Bus;
  client: Client;
  worker: RunningWorker | undefined;
}): Checks {
  const { db, bus, client, worker } = parts;
  return {
    database: () => isMigrated(db).then(expect('its schema is older than this build'), refuse),
    bus: async () => expect('it does not listen at the moment')(bus.isListening()),
    temporal: () =>
      client
        .withDeadline(Date.now() + answerMs, () => client.workflowService.getSystemInfo({}))
        .then(() => {}, refuse),
    ...(worker && { worker: async () => expect('it does not poll')(worker.isPolling()) }),
  };
}

const expect = (otherwise: string) => (holds: boolean) => {
  if (!holds) throw new Error(otherwise);
};

/** Anybody may ask: addresses and the drivers' own words stay inside. */
function refuse(): never {
  throw new Error('it does not answer');
}
