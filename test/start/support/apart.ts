import { startBaton } from '../../support/baton-process.ts';
import { testDatabase } from '../../support/postgres.ts';
import { testTemporal } from '../../support/temporal.ts';

/** An HTTP service and a worker, each a process of its own: the one goes on while the other is killed, or held up. */
export async function startApart(env: Readonly<Record<string, string>>, undo: (stop: () => unknown) => void) {
  const database = await testDatabase();
  undo(() => database.drop());
  const temporal = await testTemporal();
  undo(() => temporal.release());
  const shared = { ...env, DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporal.address };

  const start = async (service: 'http' | 'worker') => {
    const baton = await startBaton({ ...shared, SERVICES: service });
    undo(() => baton.stop());
    return baton;
  };
  const [http, worker] = await Promise.allSettled([start('http'), start('worker')]);
  if (http.status === 'rejected') throw http.reason;
  if (worker.status === 'rejected') throw worker.reason;
  return {
    http: http.value,
    worker: worker.value,
    databaseUrl: database.url,
    temporalAddress: temporal.address,
  };
}
