import { DefaultLogger, Runtime } from '@temporalio/worker';

/** The SDK says only what is an error. */
export const quietLogger = new DefaultLogger('ERROR');

// Imported for this effect too; signals are left to the test runner.
Runtime.install({ logger: quietLogger, shutdownSignals: [] });
