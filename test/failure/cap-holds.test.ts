import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import { createPurse } from '../../src/database/purse.ts';
import { openTurnWithCall } from '../activities/support/open-turn.ts';
import { testDatabase } from '../support/postgres.ts';
import { type RecordedRequest, startStandInModel } from '../support/stand-in-model.ts';

/** 400 calls, whose worst cases come to ten times this, each to less than 3 % of it. */
const capMicroUsd = 42_000;
const words = 'It is on its way and will be with you soon. ';

test('the cap holds by the vendor’s own count, over retries, cuts, two processes and a kill -9, and can be used', async (t) => {
  const postgres = await testDatabase();
  t.after(() => postgres.drop());
  const db = openDatabase(postgres.url);
  t.after(() => db.destroy());
  await migrate(db);
  const { turn } = await openTurnWithCall(db, {});
  const model = await startStandInModel((_request, call) => {
    if (call % 7 === 0) return { status: 500 };
    if (call % 11 === 0) return { text: words.repeat(4), cutAfter: 12 };
    return { text: words.repeat(1 + (call % 3)), delayMs: 2 };
  });
  t.after(() => model.stop());

  const start = (name: string, count: number) => {
    const file = join(import.meta.dirname, 'support/spender.ts');
    const numbers = [String(count), String(capMicroUsd)];
    const args = [file, postgres.url, model.baseUrl, turn.turnId, turn.conversationId, name, ...numbers];
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  };
  const killed = start('killed', 150);
  const other = heard(start('other', 150));
  await model.arrived(20);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const again = heard(start('again', 100));
  const refusals = [...(await other), ...(await again)];

  const billed = model.requests.reduce((sum, request) => sum + billOf(request), 0);
  const purse = await createPurse(db).taken([dayPurse()]);
  const taken = purse.values().next().value?.costMicroUsd ?? 0;
  assert.ok(billed <= capMicroUsd, `the vendor bills ${billed}`);
  assert.ok(taken <= capMicroUsd && billed <= taken, `the purse says ${taken}, the vendor ${billed}`);
  assert.ok(refusals.length > 20, `${refusals.length} were refused`);
  assert.ok(refusals[0] !== undefined && refusals[0] >= 0.7 * capMicroUsd, `first refused at ${refusals[0]}`);
});

/** What the stand-in would ask for: a quarter token a character of all that came in and went out. */
function billOf({ raw, call, ending }: RecordedRequest): number {
  if (call % 7 === 0) return 0;
  const said = call % 11 === 0 || ending !== 'answered' ? 4 : 1 + (call % 3);
  return Math.ceil(JSON.stringify(raw).length / 4) + Math.ceil((words.length * said) / 4);
}

const dayPurse = () => ({
  ...({ kind: 'assistantDay', assumedMicroUsdPerMillionTokens: 0 } as const),
  scope: `assistant:desk:${new Date().toISOString().slice(0, 10)}`,
});

/** What had been spent at each refusal, in their order. Rejects when the process fails. */
async function heard(child: ChildProcess): Promise<number[]> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 0, text);
  return [...text.matchAll(/refused (\d+)/g)].map(([, spent]) => Number(spent)).sort((a, b) => a - b);
}
