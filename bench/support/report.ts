import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { HistoryCost } from './history-cost.ts';
import { median } from './median.ts';
import { idealMs } from './scenario.ts';
import type { Stage } from './stage.ts';
import type { Takeover } from './takeover.ts';

/** What was measured of one mode. */
export interface Measured {
  readonly name: string;
  readonly turnsMs: readonly number[];
  /** Of one turn, where there is a workflow. */
  readonly history?: HistoryCost;
}

/** The results as a page of Markdown. */
export async function reportOf(
  stage: Stage,
  results: { measured: readonly Measured[]; takeovers: readonly Takeover[]; loadBefore: number },
): Promise<string> {
  const { measured, takeovers, loadBefore } = results;
  const turns = measured[0]?.turnsMs.length ?? 0;
  return `# Results

Written by \`npm run bench\`; what is measured and how, stands in [README.md](README.md).

${await setting(stage, loadBefore)}

## A turn

${turns} turns of each kind, in turn, so that noise hits all alike. Ideal: ${idealMs} ms. All but the last three columns are medians.

${turnTable(measured)}

## A takeover

${takeovers.length} takeovers in the middle of a streamed answer, counted from the operator's call.

${takeoverTable(takeovers)}

Pieces of the answer seen after a call had returned: ${takeovers.reduce((sum, each) => sum + each.lateDeltas, 0)}.
`;
}

function turnTable(measured: readonly Measured[]): string {
  const bareMs = median(measured[0]?.turnsMs ?? []);
  const rows = measured.map(({ name, turnsMs, history }) => {
    const ms = median(turnsMs);
    const cost = history
      ? [history.events.toFixed(1), history.workflowTasks.toFixed(1), history.bytes.toFixed(0)]
      : ['', '', ''];
    return [name, ms.toFixed(0), (ms - bareMs).toFixed(0), (ms / bareMs).toFixed(2), ...cost];
  });
  const heads = ['', 'a turn, ms', 'overhead, ms', 'ratio', 'events', 'workflow tasks', 'history bytes'];
  return table([heads, ...rows]);
}

function takeoverTable(takeovers: readonly Takeover[]): string {
  const rows = [
    ['the last piece of the answer is seen elsewhere', takeovers.map((each) => each.lastDeltaMs)],
    ['the call has returned', takeovers.map((each) => each.returnedMs)],
    ['the workflow knows', takeovers.map((each) => each.workflowKnowsMs)],
    ["the model's connection is closed", takeovers.map((each) => each.modelCutMs)],
  ] as const;
  const cells = rows.map(([name, ms]) => [name, median(ms).toFixed(0), Math.max(...ms).toFixed(0)]);
  return table([['until', 'median, ms', 'worst, ms'], ...cells]);
}

/** The first column is words, the others are numbers. Padded, as the formatter wants Markdown. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = rows.map((row) =>
    line(widths.map((width, at) => (at === 0 ? row[at]?.padEnd(width) : row[at]?.padStart(width)) ?? '')),
  );
  const rule = line(widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  return [padded[0], rule, ...padded.slice(1)].join('\n');
}

async function setting({ db, temporalCli }: Stage, loadBefore: number): Promise<string> {
  const { stdout } = await promisify(execFile)(temporalCli, ['--version']);
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version') as version`.execute(db);
  const sdk = JSON.parse(
    await readFile(join(import.meta.dirname, '../../node_modules/@temporalio/worker/package.json'), 'utf8'),
  ) as { version: string };
  const [cpu] = cpus();
  const lines = [
    `Machine: ${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform} ${release()}; everything on it, the stand-in model too.`,
    `Load average before and after: ${loadBefore.toFixed(1)}, ${loadavg()[0]?.toFixed(1)}.`,
    `Versions: Node ${process.versions.node}, @temporalio ${sdk.version}, ${stdout.trim()}, PostgreSQL ${rows[0]?.version}.`,
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}
