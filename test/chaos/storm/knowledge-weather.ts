import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Chance, chanceOf } from '../../seam/random.ts';
import { meaningOf, startStandInEmbeddings } from '../../support/stand-in-embeddings.ts';
import { canary } from './canary.ts';

/** As many as the office's embedding model gives. */
export const dimensions = 4;

/** A vendor of embeddings who refuses, breaks or says nothing now and then. */
export async function startEmbeddingWeather(seed: number) {
  const faults = new Map<string, number>();
  const means = meaningOf(dimensions, [/shoe/i, /parcel/i]);
  const vendor = await startStandInEmbeddings((request, call) => {
    const chance = chanceOf('embedding', seed, call);
    if (!chance.happens(0.3)) return means(request, call);
    const kind = chance.pick(['rate-limited', 'server-error', 'hang', 'too-few'] as const);
    faults.set(kind, (faults.get(kind) ?? 0) + 1);
    const body = { error: { message: `upstream said ${canary}`, type: canary } };
    if (kind === 'hang') return 'hang';
    if (kind === 'too-few') return { vectors: [] };
    return { status: kind === 'rate-limited' ? 429 : 500, body };
  });
  return { vendor, faults: faults as ReadonlyMap<string, number> };
}

/**
 * Takes the passages away from all who search, again and again: locked, so that searches hang, or missing, so that they
 * fail. Resolves when they are there again for good, with how often each was.
 */
export async function troubleKnowledge(options: {
  readonly databaseUrl: string;
  readonly chance: Chance;
  readonly isOver: () => boolean;
}): Promise<Record<Trouble, number>> {
  const { databaseUrl, chance, isOver } = options;
  const done = { locked: 0, missing: 0 };
  while (!isOver()) {
    await sleep(chance.between(...pauseMs));
    const trouble = chance.pick(troubles);
    const heldMs = chance.between(...holdMs);
    // PostgreSQL itself may be away just then.
    const isDone = await within(databaseUrl, (client) => ways[trouble](client, heldMs)).catch(() => false);
    if (trouble === 'missing') await bringBack(databaseUrl);
    if (isDone) done[trouble] += 1;
  }
  return done;
}

const troubles = ['locked', 'missing'] as const;
type Trouble = (typeof troubles)[number];

const ways = {
  async locked(client, heldMs) {
    await client.query('begin; lock table knowledge_passages in access exclusive mode');
    await sleep(heldMs);
    await client.query('rollback');
    return true;
  },
  async missing(client, heldMs) {
    await client.query('alter table knowledge_passages rename to knowledge_passages_away');
    await sleep(heldMs);
    return true;
  },
} as const satisfies Record<Trouble, (client: pg.Client, heldMs: number) => Promise<boolean>>;

async function bringBack(databaseUrl: string): Promise<void> {
  const rename = 'alter table if exists knowledge_passages_away rename to knowledge_passages';
  for (let isBack = false; !isBack; isBack || (await sleep(200)))
    isBack = await within(databaseUrl, async (client) => Boolean(await client.query(rename))).catch(
      () => false,
    );
}

async function within<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

const pauseMs = [1_000, 8_000] as const;
const holdMs = [300, 3_000] as const;
