import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookThrough } from '../../activities/guardrail.ts';
import { createComponentRows } from '../../src/database/components.ts';
import { createIncidents } from '../../src/database/incidents.ts';
import { createTurns } from '../../src/database/turns.ts';
import type { Guardrails } from '../../src/domain/manifest.ts';
import { eventually } from '../support/eventually.ts';
import { silentLog } from '../support/silent-log.ts';
import { startTestEngine } from '../support/test-engine.ts';
import { testRegistry } from '../support/test-registry.ts';
import { untroubledComponents } from '../support/untroubled-components.ts';

test('a check that throws passes what its assistant declares, and its words are in no log at level info', async () => {
  const look = async (
    whenFailing: Guardrails['whenFailing'],
    guardrail: 'injection-signals' | 'no-secrets',
  ) => {
    const lines: string[] = [];
    const keep = (details: object, text: string) => void lines.push(JSON.stringify([details, text]));
    const log = { ...silentLog(), error: keep, warn: keep, info: keep };
    const guardrails = whenFailing ? { whenFailing } : {};
    const assistant = testRegistry({ guardrails }, 'http://127.0.0.1:9').default;
    const checked = await lookThrough(
      { components: untroubledComponents, log },
      { assistant, guardrail },
      () => {
        throw new Error('CANARY-9d1');
      },
    );
    assert.ok(!lines.join().includes('CANARY'), lines.join());
    assert.equal(lines.length, 1);
    return 'mayPass' in checked && checked.mayPass;
  };
  assert.equal(await look(undefined, 'injection-signals'), true);
  assert.equal(await look(undefined, 'no-secrets'), false);
  assert.equal(await look({ 'injection-signals': 'closed' }, 'injection-signals'), false);
  assert.equal(await look({ 'no-secrets': 'open' }, 'no-secrets'), true);
});

test('a guardrail that is down is open or closed as declared: in what happens, in the trace, as an incident', async (t) => {
  const engine = await startTestEngine(t, { script: () => ({ text: 'It is on its way.' }) });
  const rows = createComponentRows(engine.db);
  const outcomeWith = async (whenFailing: NonNullable<Guardrails['whenFailing']>) => {
    engine.reconfigure({ guardrails: { whenFailing } });
    await engine.restartWorker();
    const id = await engine.openConversation();
    await engine.say(id, 'Where is it?');
    const [asked, said] = await engine.transcriptWhen(id, (all) => all[0]?.disposition !== 'pending');
    const [turn] = (await createTurns(engine.db).list(id, { limit: 1 })).items;
    const steps = turn?.steps.filter(({ kind }) => kind === 'guardrail') ?? [];
    return {
      asked: asked?.reason ?? asked?.disposition,
      said: said?.kind,
      steps: steps.map(({ component, outcome }) => `${component}: ${outcome}`),
    };
  };
  const breakDown = async (guardrail: string) => {
    const id = `desk/guardrail/${guardrail}`;
    await rows.trouble(id, { state: 'down', reason: 'broken', serves: '', trialInMs: 3_600_000 });
    await eventually(() => engine.components().stateOf(id) === 'down' || undefined);
  };

  await breakDown('no-secrets');
  const [open] = (await createIncidents(engine.db).list({ state: 'open', limit: 1 })).items;
  assert.equal(open?.component, 'desk/guardrail/no-secrets');
  assert.deepEqual(await outcomeWith({}), {
    asked: 'what the assistant says could not be checked',
    said: 'note',
    steps: ['injection-signals: allowed', 'no-secrets: failed, let nothing through'],
  });
  assert.deepEqual(await outcomeWith({ 'no-secrets': 'open' }), {
    asked: 'answered',
    said: 'answer',
    steps: ['injection-signals: allowed', 'no-secrets: failed, let through'],
  });
  await rows.recover('desk/guardrail/no-secrets', 'mended');

  await breakDown('injection-signals');
  const asked = engine.model.requests.length;
  assert.deepEqual(await outcomeWith({ 'injection-signals': 'closed' }), {
    asked: 'what the customer wrote could not be checked',
    said: 'note',
    steps: ['injection-signals: failed, let nothing through'],
  });
  assert.equal(engine.model.requests.length, asked, 'no model is shown it');
  assert.deepEqual(await outcomeWith({}), {
    asked: 'answered',
    said: 'answer',
    steps: ['injection-signals: failed, let through'],
  });
});
