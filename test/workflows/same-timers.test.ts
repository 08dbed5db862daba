import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createControl } from '../../src/database/control.ts';
import { createDrafts } from '../../src/database/drafts.ts';
import { timersOf } from '../../src/temporal/replay.ts';
import { eventually } from '../support/eventually.ts';
import { historiesOf, replay } from '../support/histories.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

/** Two local activities often run at once here: the end of the turn, and the taking in of the operator's signal. */
test('a run that is replayed after takeovers begins the timers that it began', async (t) => {
  const engine = await startTestEngine(t, {
    script: () => ({ text: Array.from({ length: 200 }, () => 'And so on. '), delayMs: 3 }),
  });
  const { id: by } = await testOperator(engine.db, 'operator');
  const ids = await Promise.all(Array.from({ length: 3 }, () => takenOverAgainAndAgain(engine, by)));
  for (const id of ids)
    for (const history of await historiesOf(engine.client, engine.handle(id).workflowId)) {
      assert.ok(timersOf(history).length > 12);
      await replay(history);
    }
});

async function takenOverAgainAndAgain(engine: TestEngine, by: string): Promise<string> {
  const conversationId = await engine.openConversation();
  const [control, drafts] = [createControl(engine.db), createDrafts(engine.db)];
  const rung = { conversationId, assistant: engine.registry.default.id, by };
  for (let round = 0; round < 12; round += 1) {
    await engine.say(conversationId, `Hello ${round}`);
    await eventually(async () => (await drafts.current(conversationId))?.text || undefined);
    const taken = await control.takeOver({ conversationId, by, text: 'A person is here.' });
    assert(taken.outcome === 'taken');
    await engine.doorbell.takeOver({ ...rung, fence: taken.fence });
    await engine.transcriptWhen(conversationId, (all) =>
      all.every(({ disposition }) => disposition !== 'pending'),
    );
    const given = await control.handBack({ conversationId, by });
    assert(given.outcome === 'handed_back');
    await engine.doorbell.handBack({ ...rung, fence: given.fence });
  }
  return conversationId;
}
