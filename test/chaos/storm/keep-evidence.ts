import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Verdict } from '../checker/check-storm.ts';

const { History } = proto.temporal.api.history.v1;

interface Kept {
  readonly logs: readonly string[];
  readonly temporal: Client;
}

/**
 * Writes down what was said and the histories of the conversations that violations name, as the tests replay them.
 * Returns where.
 */
export async function keepEvidence({ violations }: Verdict, { logs, temporal }: Kept): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-storm-evidence-'));
  await writeFile(join(folder, 'violations.txt'), violations.join('\n'));
  await writeFile(join(folder, 'logs.txt'), logs.join('\n'));
  const named = violations.flatMap((one) => [...one.matchAll(name)].map(([, id, runId]) => ({ id, runId })));
  for (const { id, runId } of named.slice(0, conversationsMax)) {
    const handle = temporal.workflow.getHandle(`conversation-${id}`, runId);
    const history = await handle.fetchHistory().catch(() => undefined);
    if (history) await writeFile(join(folder, `${id}.binpb`), History.encode(history).finish());
  }
  return folder;
}

/** A conversation, and the run of it that is meant, where one is. */
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const name = new RegExp(`(${uuid})(?: (${uuid}))?`, 'g');
const conversationsMax = 20;
