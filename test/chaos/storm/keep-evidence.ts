import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Verdict } from '../checker/check-storm.ts';

interface Kept {
  readonly logs: readonly string[];
  readonly temporal: Client;
}

/** Writes down what was said and the histories of the conversations that violations name. Returns where. */
export async function keepEvidence({ violations }: Verdict, { logs, temporal }: Kept): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-storm-evidence-'));
  await writeFile(join(folder, 'violations.txt'), violations.join('\n'));
  await writeFile(join(folder, 'logs.txt'), logs.join('\n'));
  const ids = new Set(violations.flatMap((one) => one.match(uuid) ?? []));
  for (const id of [...ids].slice(0, conversationsMax)) {
    const history = await temporal.workflow
      .getHandle(`conversation-${id}`)
      .fetchHistory()
      .catch(() => undefined);
    if (history) await writeFile(join(folder, `${id}.json`), JSON.stringify(historyToJSON(history), null, 1));
  }
  return folder;
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const conversationsMax = 20;
