import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { readConfig } from '../config.ts';
import { oneLine } from '../start/one-line.ts';
import { workflowBundle } from '../temporal/workflow-bundle.ts';
import { checkRuns } from './replay/check-runs.ts';
import { parseArguments, UsageError } from './replay/parse-arguments.ts';
import { reachTemporal } from './replay/reach-temporal.ts';

/**
 * `npm run replay-check`: whether this build could go on with what a namespace has lately run. Before a deploy: a run
 * that it can't go on with would be begun anew. Returns the exit code.
 */
async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const order = parseArguments(args);
  const config = readConfig(env);
  const target = await reachTemporal(config);
  quiet();
  const connection = await Connection.connect({ ...target, connectTimeout: '5 seconds' }).catch((error) => {
    throw new Error(`Temporal at ${target.address} cannot be reached: ${oneLine(error)}`);
  });
  try {
    const client = new Client({ connection, namespace: config.namespace });
    const bundle = await workflowBundle();
    const { checked, failed } = await checkRuns({ client, bundle, ...order }, (line) => console.log(line));
    const runs = `${checked} ${checked === 1 ? 'run' : 'runs'}`;
    console.log(
      `${runs} of ${config.namespace} replayed on this build: ${failed === 0 ? 'all can go on' : `${failed} cannot`}`,
    );
    return failed === 0 ? 0 : 1;
  } finally {
    await connection.close();
  }
}

/** What the SDK says of a run that doesn't replay, the report says. */
function quiet(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => {}),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'OFF' as 'ERROR', other: 'OFF' as 'ERROR' }) },
    },
    shutdownSignals: [],
  });
}

try {
  process.exit(await main(process.argv.slice(2), process.env));
} catch (error) {
  console.error(`replay-check: ${oneLine(error)}`);
  process.exit(error instanceof UsageError ? 2 : 1);
}
