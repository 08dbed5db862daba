import { temporalCli } from './temporal-cli.ts';

/** Before the tests: the one thing that npm cannot bring. Here its progress is seen; in a test it would not. */
try {
  console.error(`Temporal CLI for the tests: ${await temporalCli()}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
