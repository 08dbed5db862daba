import { eventually } from '../../support/eventually.ts';
import { type Job, startJob } from './job.ts';
import { startWriter, type Writer } from './writer.ts';

export type Load = ReturnType<typeof createLoad>;

/** Customers who keep a fleet busy until they are to finish. */
export function createLoad() {
  const jobs: Job[] = [];
  const writers: Writer[] = [];
  const answers = () =>
    [...jobs, ...writers].reduce((sum, { visitor }) => sum + visitor.page.answers().length, 0);
  return {
    jobs: jobs as readonly Job[],
    writers: writers as readonly Writer[],
    addJob: (options: Parameters<typeof startJob>[0]) => void jobs.push(startJob(options)),
    addWriter: (options: Parameters<typeof startWriter>[0]) => void writers.push(startWriter(options)),
    /** How many have been shown so far. */
    answers,
    /** Resolves when so many more have been shown. */
    async moreAnswers(count: number): Promise<void> {
      const enough = answers() + count;
      await eventually(() => (answers() >= enough ? true : undefined), 60_000);
    },
    async finish(): Promise<void> {
      await Promise.all([...jobs, ...writers].map((one) => one.finish()));
    },
  };
}
