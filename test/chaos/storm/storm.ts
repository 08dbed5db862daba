import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { chanceOf } from '../../seam/random.ts';
import { admin } from '../../start/support/console.ts';
import { eventually } from '../../support/eventually.ts';
import { startStandInModel } from '../../support/stand-in-model.ts';
import { checkStorm, type Verdict } from '../checker/check-storm.ts';
import { openRows } from '../checker/rows.ts';
import { startFleet } from '../support/fleet.ts';
import { canary, inward } from './canary.ts';
import { castOf, type Part } from './cast.ts';
import { openDesk } from './desk.ts';
import { keepEvidence } from './keep-evidence.ts';
import { startEmbeddingWeather, troubleKnowledge } from './knowledge-weather.ts';
import { createModelWeather } from './model-weather.ts';
import { officeDocuments, officeTools } from './office.ts';
import { type Played, playPart } from './play-part.ts';
import { replayRuns } from './replay-runs.ts';
import { startServers } from './servers.ts';
import { strike } from './strike.ts';
import { supervise } from './supervise.ts';
import { startToolWeather, stormTools } from './tool-weather.ts';
import { writeAssistants } from './write-assistants.ts';

export interface StormOptions {
  readonly seed: number;
  readonly conversations: number;
  /** Told what happens. */
  readonly say: (line: string) => void;
  readonly undo: (work: () => Promise<unknown> | unknown) => void;
}

/**
 * Real processes, two of each, on a real Temporal and PostgreSQL, while customers write, vendors fail and everything is
 * killed in turn. Then all is well, what is left drains, and the checker says what held.
 */
export async function runStorm({ seed, conversations, say, undo }: StormOptions): Promise<Verdict> {
  const weather = createModelWeather(seed, stormTools);
  const model = await startStandInModel(weather.script);
  undo(() => model.stop());
  const { farEnd, faults: toolFaults } = await startToolWeather(seed);
  undo(() => farEnd.stop());
  const embeddings = await startEmbeddingWeather(seed);
  undo(() => embeddings.vendor.stop());
  const cast = castOf(seed, conversations);
  const folder = await mkdtemp(join(tmpdir(), 'baton-storm-assistants-'));
  undo(() => rm(folder, { recursive: true, force: true }));
  const caps = await writeAssistants(folder, cast, farEnd.url);
  const servers = await startServers();
  undo(() => servers.stop());
  const fleet = await startFleet(
    {
      ...{ ASSISTANTS: folder, DEFAULT_ASSISTANT: 'desk', LOG_LEVEL: 'info', ...admin },
      ...{ OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl },
      ...{ EMBEDDINGS_URL: embeddings.vendor.baseUrl },
      ...{ DATABASE_URL: servers.databaseUrl, TEMPORAL_ADDRESS: servers.temporalAddress },
    },
    undo,
  );
  const pauses = chanceOf('pauses', seed);
  const supervisor = supervise(fleet, () => pauses.between(100, 1_500));
  undo(() => supervisor.stop());
  const connection = await Connection.connect({ address: servers.temporalAddress });
  undo(() => connection.close());
  const temporal = new Client({ connection });
  await knowledgeIsRead(servers.databaseUrl);
  say('everything is up');

  let isOver = false;
  const desk = openDesk(fleet.first.post);
  const deciding = decideUntil(() => isOver);
  async function decideUntil(over: () => boolean): Promise<void> {
    const chance = chanceOf('decisions', seed);
    for (; !over(); await sleep(400)) await desk.decideAll(chance);
  }
  let isDone = false;
  const striking = strike({
    ...{ chance: chanceOf('kills', seed), fleet, servers, isWhole: supervisor.isWhole },
    ...{ killsMax: 4 + Math.floor(conversations / 10), isOver: () => isDone },
  });
  const troubling = troubleKnowledge({
    ...{ databaseUrl: servers.databaseUrl, chance: chanceOf('knowledge', seed), isOver: () => isDone },
  });
  const played = await playAll(cast, (part, at) =>
    playPart(part, { doors: at % 2 === 0 ? fleet.first : fleet.second, desk, temporal }),
  );
  undo(() => Promise.all(played.map(({ leave }) => leave())));
  isDone = true;
  const [kills, troubles] = await Promise.all([striking, troubling]);
  say(`killed ${JSON.stringify(kills)}, ${supervisor.starts()} processes started again`);
  say(`model faults ${JSON.stringify([...weather.faults])}, tool faults ${JSON.stringify([...toolFaults])}`);
  say(`knowledge ${JSON.stringify(troubles)}, embedding faults ${JSON.stringify([...embeddings.faults])}`);

  const rows = await openRows(servers.databaseUrl);
  undo(() => rows.close());
  const ids = played.map(({ conversationId }) => conversationId);
  const drainedBy = Date.now() + drainMs;
  while ((await rows.restless(ids)) > 0 && Date.now() < drainedBy) await sleep(300);
  isOver = true;
  await deciding;
  // What would come too often comes now.
  await sleep(1_500);
  const logs = supervisor.logs();
  const checked = await checkStorm({
    ...{ canary, inward, caps, rows, temporal, http: fleet.first.post(), logs },
    ...{ bills: weather.bills, arrivals: farEnd.arrivals, tools: [...stormTools, ...officeTools] },
    documents: Object.values(officeDocuments),
    visits: played.map(({ part, ...visit }) => ({ ...visit, ...part })),
  });
  const replayed = await replayRuns(temporal);
  const verdict = {
    counts: [...checked.counts, ...replayed.counts],
    violations: [
      ...checked.violations,
      ...replayed.violations,
      ...(conversations < 100 ? [] : spared({ ...kills, ...troubles })),
    ],
  };
  if (verdict.violations.length > 0) say(`evidence in ${await keepEvidence(verdict, { logs, temporal })}`);
  return verdict;
}

/** In a long storm nothing is left in peace: one that was shows less than it says. */
const spared = (strokes: Readonly<Record<string, number>>) =>
  Object.entries(strokes).flatMap(([name, times]) => (times === 0 ? [`${name}: it never happened`] : []));

const drainMs = 90_000;

/** Before that a search finds nothing, as it should. */
async function knowledgeIsRead(databaseUrl: string): Promise<void> {
  const rows = await openRows(databaseUrl);
  const { length: all } = Object.keys(officeDocuments);
  await eventually(async () => (await rows.documentsRead()) === all || undefined, readMs).finally(rows.close);
}

const readMs = 30_000;

async function playAll(
  cast: readonly Part[],
  playOne: (part: Part, at: number) => Promise<Played>,
): Promise<Played[]> {
  const played: Played[] = [];
  const waiting = [...cast.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      played.push(await playOne(next[1], next[0]));
  };
  const atOnce = Math.min(16, Math.max(5, cast.length / 4));
  await Promise.all(Array.from({ length: atOnce }, work));
  return played;
}
