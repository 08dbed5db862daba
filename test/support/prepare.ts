import { temporalPrograms } from '../production/support/temporal-programs.ts';
import { temporalCli } from './temporal-cli.ts';

/** Before the tests: what npm cannot bring. Here its progress is seen; in a test it would not. */
try {
  console.error(`Temporal CLI for the tests: ${await temporalCli()}`);
  const programs = await temporalPrograms((line) => console.error(line));
  console.error(
    `Temporal server for the tests: ${programs?.server ?? 'none; the test that needs it is skipped'}`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
