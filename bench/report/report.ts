import { idealMs } from '../stage/scenario.ts';
import { goalLines } from './goals.ts';
import { plansTable, plansText } from './plans-table.ts';
import { median, quantile } from './quantile.ts';
import type { Results, StoreResults } from './results.ts';
import { table } from './table.ts';

/** The results as a page of Markdown. */
export function reportOf({ sizes, setting, found, loadBefore, loadAfter, minutes }: Results): string {
  const { latency, throughput, spans, takeovers, idle, recovery } = sizes;
  const date = new Date().toISOString().slice(0, 10);
  const late = found.flatMap((each) => each.takeovers).reduce((sum, { lateDeltas }) => sum + lateDeltas, 0);
  return `# Results

Written by \`npm run bench\`; what is measured, how, and what it means stands in [README.md](README.md).

- ${date}, ${minutes.toFixed(0)} minutes. Load average before and after: ${loadBefore.toFixed(1)}, ${loadAfter.toFixed(1)}.
${setting}

## Goals

${goalLines(found)}

## One turn at a time

Overhead is what comes on top of the critical path of ${idealMs.answer} ms, ${idealMs.firstText} ms of it until the first text. ${latency.measured} turns of each kind, in turn.

${eachStore(found, latencyTable)}

## ${throughput.conversations} conversations at once

Each customer writes again as soon as the answer is there, for ${throughput.windowMs / 1_000} s. CPU ms a turn; the bench itself (customers and stand-in model) needs the same cores.

${eachStore(found, throughputTable)}

## History

One conversation over ${spans.at(-1)?.[1]} turns; what Temporal keeps of a turn, as the mean of a few.

${eachStore(found, historyTable)}

## A plan

${plansText}

${eachStore(found, ({ plans }) => plansTable(plans))}

## A worker dies

${recovery.kills} times kill -9 for one of two workers, with ${recovery.conversations} customers writing. From the kill until the model is asked again for a turn that was at the killed worker.

${recoveryTable(found)}

## Idle conversations

${idle.measured} customers write once and leave. What the worker's memory grows by, for each of them: ${found.map(({ store, idleMemory }) => `${memoryEach(idleMemory)} MB (Temporal on ${store})`).join(', ')}.

## A takeover

${takeovers} takeovers in the middle of a streamed answer, counted from the operator's call.

${eachStore(found, takeoverTable)}

Pieces of the answer seen after a call had returned: ${late}.
`;
}

const eachStore = (found: readonly StoreResults[], show: (found: StoreResults) => string) =>
  found.map((each) => `### Temporal on ${each.store}\n\n${show(each)}`).join('\n\n');

const whole = (value: number) => value.toFixed(0);

function latencyTable({ latency }: StoreResults): string {
  const rows = latency.map(({ service, turns }) => {
    const first = turns.map(({ firstTextMs }) => firstTextMs - idealMs.firstText);
    const answer = turns.map(({ answerMs }) => answerMs - idealMs.answer);
    return [
      service,
      ...[median(answer), quantile(answer, 0.95), median(first), quantile(first, 0.95)].map(whole),
    ];
  });
  const heads = ['', 'answer, overhead ms', 'p95', 'first text, overhead ms', 'p95'];
  return table([heads, ...rows]);
}

function throughputTable({ throughput }: StoreResults): string {
  const processes = ['service', 'worker', 'HTTP', 'Temporal', 'PostgreSQL', 'bench'];
  const rows = throughput.map(({ service, turnsPerSecond, answersMs, cpuMs }) => [
    service,
    turnsPerSecond.toFixed(1),
    whole(median(answersMs)),
    ...processes.map((name) => (cpuMs[name] === undefined ? '' : cpuMs[name].toFixed(1))),
  ]);
  return table([['', 'turns a second', 'a turn, ms', ...processes], ...rows]);
}

function historyTable({ history }: StoreResults): string {
  const rows = history.flatMap(({ service, spans, runs }) =>
    spans.map(({ from, to, perTurn }) => [
      `${service}, turns ${from} to ${to}`,
      perTurn.transitions.toFixed(1),
      perTurn.events.toFixed(1),
      whole(perTurn.bytes),
      String(runs),
    ]),
  );
  return table([['', 'state transitions', 'events', 'bytes', 'runs in all'], ...rows]);
}

function recoveryTable(found: readonly StoreResults[]): string {
  const rows = found.map(({ store, recovery }) => {
    const turns = recovery.flat().map(({ ms }) => ms);
    const kills = recovery.filter((each) => each.length > 0).map((each) => median(each.map(({ ms }) => ms)));
    return [
      `Temporal on ${store}`,
      ...[median(kills), median(turns), quantile(turns, 1)].map(whole),
      `${turns.length}`,
    ];
  });
  return table([['', 'median of the kills, ms', 'median of the turns', 'slowest turn', 'turns'], ...rows]);
}

const memoryEach = ({ conversations, bytesBefore, bytesAfter }: StoreResults['idleMemory']) =>
  ((bytesAfter - bytesBefore) / conversations / 1_000_000).toFixed(2);

function takeoverTable({ takeovers }: StoreResults): string {
  const rows = [
    ['the last piece of the answer is seen', takeovers.map((each) => each.lastDeltaMs)],
    ['the call has returned', takeovers.map((each) => each.returnedMs)],
    ['the workflow knows', takeovers.map((each) => each.workflowKnowsMs)],
    ["the model's connection is closed", takeovers.map((each) => each.modelCutMs)],
  ] as const;
  const cells = rows.map(([name, ms]) => [name, whole(median(ms)), whole(Math.max(...ms))]);
  return table([['until', 'median, ms', 'worst, ms'], ...cells]);
}
