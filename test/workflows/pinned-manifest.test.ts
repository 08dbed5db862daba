import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from '../../src/database/turns.ts';
import type { AssistantDefinition } from '../../src/registry/baton.ts';
import { answersAre, tool } from '../replay/scenario.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { replay } from '../support/histories.ts';
import type { StandInRequest } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const conversationsCount = 20;
const slow = { policy: { timeoutMs: 60_000, run: 'durable', attempts: 20 } };

/** The tool's far end lets nobody go before the gate is open: so long every turn is under way. */
function configured(version: 'old' | 'new', passGate: () => Promise<unknown>): Partial<AssistantDefinition> {
  const look = tool('look', 'durable', {
    ...slow,
    run: async ({ what }: { what: string }) => {
      await passGate();
      return { found: what };
    },
  });
  return {
    version,
    instructions: `You are of the ${version} time.`,
    turnDeadlineMs: 120_000,
    tools: version === 'old' ? [look, tool('telegraph', 'durable')] : [look, tool('call', 'durable')],
  };
}

/** Looks something up, then tries a tool that the newer configuration has taken away, then says which time it is. */
function script({ messages, tools }: StandInRequest) {
  const asked = messages.findLastIndex(({ role }) => role === 'user');
  const results = messages.slice(asked).filter(({ role }) => role === 'tool');
  const time = /of the (\w+) time/.exec(messages[0]?.content ?? '')?.[1];
  const offered = tools.map((each) => each.function.name);
  if (messages[asked]?.content === 'Now?') return { text: `It is the ${time} time, with ${offered}.` };
  if (results.length === 0) return { toolCalls: [{ name: 'look', args: { what: 'a' } }] };
  if (results.length === 1) return { toolCalls: [{ name: 'telegraph', args: { what: 'b' } }] };
  return { text: `It is the ${time} time; ${results[1]?.content}` };
}

test('a changed configuration takes effect at the next turn, in 20 conversations that run through a restart', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, { assistant: configured('old', gate.pass), script });
  const ids = await startAll(engine);
  const before = engine.registry.default.manifest.hash;
  await gate.reached;
  const after = engine.reconfigure(configured('new', async () => {})).default.manifest.hash;
  assert.notEqual(before, after);
  await engine.restartWorker();
  gate.release();
  for (const id of ids) {
    const all = await engine.transcriptWhen(id, answersAre(1));
    const answer = all.find(({ kind }) => kind === 'answer')?.text ?? '';
    assert.match(answer, /the old time; .*telegraph is no longer offered/);
  }
  await Promise.all(ids.map((id) => engine.say(id, 'Now?')));
  for (const id of ids) {
    const all = await engine.transcriptWhen(id, answersAre(2));
    assert.match(all.at(-1)?.text ?? '', /the new time, with .*call/);
    const { items } = await createTurns(engine.db).list(id, { limit: 10 });
    assert.deepEqual(
      items.map((turn) => turn.manifestHash),
      [after, before],
    );
    await replayed(engine, id);
  }
});

test('while an old and a new worker run side by side, each turn has one configuration, whoever runs its steps', async (t) => {
  const engine = await startTestEngine(t, { assistant: configured('old', async () => {}), script });
  const times = new Map([[engine.registry.default.manifest.hash, 'old']]);
  times.set(engine.reconfigure(configured('new', async () => {})).default.manifest.hash, 'new');
  await engine.addWorker();
  const seen = new Set<string>();
  // Chance says which worker opens a turn.
  for (let round = 1; round <= 10 && seen.size < 2; round += 1) {
    const ids = await Promise.all(Array.from({ length: 6 }, () => engine.openConversation()));
    await Promise.all(ids.map((id) => engine.say(id, 'Please look')));
    for (const id of ids) {
      const all = await engine.transcriptWhen(id, answersAre(1));
      const { items } = await createTurns(engine.db).list(id, { limit: 1 });
      const time = times.get(items[0]?.manifestHash ?? '') ?? 'of nobody';
      // A tool that only one of them has is run by that one, or said to be gone by the other.
      const told = time === 'old' ? '(?:.*"found":"b"|.*no longer offered)' : '.*There is no tool telegraph';
      assert.match(all.at(-1)?.text ?? '', new RegExp(`^It is the ${time} time; ${told}`));
      seen.add(time);
      await replayed(engine, id);
    }
  }
  assert.deepEqual([...seen].toSorted(), ['new', 'old']);
});

/** A query is answered once the turn's end is recorded. */
async function replayed(engine: TestEngine, id: string): Promise<void> {
  await engine.handle(id).query('conversation');
  await replay(await engine.history(id));
}

async function startAll(engine: TestEngine): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < conversationsCount; index += 1) ids.push(await engine.openConversation());
  await Promise.all(ids.map((id) => engine.say(id, 'Please look')));
  const isUnderWay = async () =>
    (await engine.db.selectFrom('tool_calls').select('id').where('conversation_id', 'in', ids).execute())
      .length >= conversationsCount || undefined;
  await eventually(isUnderWay, 60_000);
  return ids;
}
