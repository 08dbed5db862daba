import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { startStandInModel } from '../test/support/stand-in-model.ts';
import { measureHistory } from './measures/history.ts';
import { measureIdleMemory } from './measures/idle-memory.ts';
import { measureLatency } from './measures/latency.ts';
import { measurePlans, type Plans } from './measures/plans.ts';
import { measureRecovery } from './measures/recovery.ts';
import { measureTakeovers } from './measures/takeover.ts';
import { measureThroughput } from './measures/throughput.ts';
import { plansTable, plansText } from './report/plans-table.ts';
import { reportOf } from './report/report.ts';
import type { StoreResults } from './report/results.ts';
import { settingOf } from './report/setting.ts';
import { fullSizes, quickSizes } from './sizes.ts';
import { script } from './stage/scenario.ts';
import { type Stage, type StandInModel, setStage } from './stage/stage.ts';
import { onPostgres, onSqlite, type Store } from './stage/stores.ts';
import { createUndo, undoOnSignals } from './stage/undo.ts';

/** What durability costs a turn, and what it gives. Prints the results; a full run keeps them in results.md. */
const isQuick = process.argv.includes('--quick');
/** Only what plans take, which is a small part of it. */
const isPlansOnly = process.argv.includes('--plans');
const sizes = isQuick ? quickSizes : fullSizes;
const startedAt = performance.now();
const loadBefore = loadavg()[0] ?? 0;
const undo = createUndo();
undoOnSignals(undo);

try {
  const model = await startStandInModel(script);
  undo.add(() => model.stop());
  if (isPlansOnly) await printPlans(model);
  else await measureAndReport(model);
} finally {
  await undo.run();
}

async function printPlans(model: StandInModel): Promise<void> {
  console.log(`${plansText}\n`);
  for (const store of [onSqlite, onPostgres])
    await onStage(model, store, async (stage) => {
      console.log(`Temporal on ${store.name}\n\n${plansTable(await measureEachPlan(stage))}\n`);
    });
}

async function measureAndReport(model: StandInModel): Promise<void> {
  const found: StoreResults[] = [];
  let setting: string | undefined;
  for (const store of [onSqlite, onPostgres])
    await onStage(model, store, async (stage) => {
      setting ??= await settingOf(stage.postgresUrl);
      found.push(await measureAll(stage));
    });
  const minutes = (performance.now() - startedAt) / 60_000;
  const report = reportOf({
    sizes,
    setting: setting ?? '',
    found,
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
    minutes,
  });
  if (!isQuick) await writeFile(join(import.meta.dirname, 'results.md'), report);
  console.log(report);
}

/** One stage at a time: what the other one needs would be missing here. */
async function onStage(model: StandInModel, store: Store, measure: (stage: Stage) => Promise<void>) {
  const own = createUndo();
  undo.add(() => own.run());
  try {
    tell(`Temporal on ${store.name}: starting`);
    const stage = await setStage(own, model, store);
    if (stage) await measure(stage);
    else tell(`Temporal on ${store.name} is left out`);
  } finally {
    await own.run();
  }
}

async function measureAll(stage: Stage): Promise<StoreResults> {
  const { store, model, bare, usual, durable, servers } = stage;
  const services = [bare, usual, durable];
  const at = (what: string) => tell(`Temporal on ${store}: ${what}`);
  at('turns one at a time');
  const latency = await measureLatency(services, sizes.latency);
  const throughput = [];
  for (const service of services) {
    at(`many conversations, ${service.name}`);
    throughput.push(await measureThroughput(service, servers, sizes.throughput));
  }
  at('long conversations');
  const history = await Promise.all([usual, durable].map((each) => measureHistory(stage, each, sizes.spans)));
  const plans = await measureEachPlan(stage);
  at('takeovers');
  const takeovers = await measureTakeovers(stage, sizes.takeovers);
  at('idle conversations');
  const idleMemory = await measureIdleMemory(usual, sizes.idle);
  at('killed workers');
  const recovery = await measureRecovery(model, usual, sizes.recovery);
  return { store, latency, throughput, history, plans, takeovers, idleMemory, recovery };
}

/** One after the other, because their overhead is measured. */
async function measureEachPlan(stage: Stage): Promise<Plans[]> {
  tell(`Temporal on ${stage.store}: plans`);
  return [
    await measurePlans(stage, stage.usual, sizes.plans),
    await measurePlans(stage, stage.durable, sizes.plans),
  ];
}

function tell(what: string): void {
  console.error(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s  ${what}`);
}
