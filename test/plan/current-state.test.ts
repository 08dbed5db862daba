import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { defineTool } from '../../src/registry/baton.ts';
import { startTestEngine } from '../support/test-engine.ts';
import { asksForPlan, given, planning, planReply, read, task, withTools } from './support/plans.ts';
import { answered, planStepsOf } from './support/seen.ts';

const finding = (name: string, found: (what: string) => string, capabilities = [name]) =>
  defineTool({
    name,
    description: 'Finds things.',
    input: z.object({ what: z.string() }),
    output: z.object({ found: z.string() }),
    effect: 'read',
    capabilities,
    run: ({ what }) => ({ found: found(what) }),
  });

test('what is degraded is not planned with where another can do the same, nor what is paused; the trace says why', async (t) => {
  const engine = await startTestEngine(t, {
    script: planning(
      () => planReply([task('one', 'find', [given('what', 'A')])]),
      () => ({ text: 'Found.' }),
    ),
    assistant: withTools([
      finding('find', (what) => what),
      finding('slow_find', (what) => what, ['find']),
      finding('guess', (what) => what),
    ]),
  });
  const trouble = { state: 'degraded', reason: 'slow', trial_at: new Date(Date.now() + 60_000) } as const;
  await engine.db
    .insertInto('component_troubles')
    .values({ component: 'desk/tool/slow_find', ...trouble })
    .execute();
  await engine.db
    .insertInto('pauses')
    .values({ scope: 'desk/tool/guess', manner: 'wait', paused_by: 'jo' })
    .execute();
  // Every process knows within about a second.
  await setTimeout(2_500);
  const id = await engine.openConversation();
  await engine.say(id, 'Find A, find B, find C');
  await answered(engine, id);
  const [plan] = (await planStepsOf(engine, id)).filter(({ kind }) => kind === 'plan');
  assert.deepEqual(plan?.detail.withheld, [
    { name: 'slow_find', because: 'it is degraded, and find can do the same' },
    { name: 'guess', because: 'it is paused' },
  ]);
  const asked = engine.model.requests.find(asksForPlan)?.messages.at(-1)?.content ?? '';
  assert.match(asked, /^- find: /m);
  assert.doesNotMatch(asked, /^- (?:slow_find|guess): /m);
  // Nor is it offered to the model that answers; what nothing else can do is, and its call says how it is.
  const offered = engine.model.requests.at(-1)?.tools?.map(nameOf) ?? [];
  assert.ok(offered.includes('find') && offered.includes('guess') && !offered.includes('slow_find'));
});

test('what is large goes from task to task by reference: the history names its digest', async (t) => {
  const large = 'Lorem ipsum. '.repeat(5_000);
  let got = '';
  const engine = await startTestEngine(t, {
    script: planning(
      () =>
        planReply([
          task('text', 'find', [given('what', 'A')]),
          task('sum', 'count', [read('what', 'text', '/found')]),
        ]),
      () => ({ text: 'Counted.' }),
    ),
    assistant: withTools([
      finding('find', () => large),
      finding('count', (what) => {
        got = what;
        return String(what.length);
      }),
    ]),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Find A, count it, and tell me');
  await answered(engine, id);
  assert.equal(got, large, 'it arrived whole');
  const texts = JSON.stringify((await engine.history(id)).events?.map((event) => decoded(event)));
  assert.match(texts, /argsDigest/);
  assert.ok(!texts.includes('Lorem ipsum. '.repeat(40)), 'only its beginning is in the history');
});

const nameOf = ({ function: { name } }: { function: { name: string } }) => name;

/** Every payload of an event as text. */
function decoded(part: unknown): unknown {
  if (part instanceof Uint8Array) return Buffer.from(part).toString();
  if (typeof part !== 'object' || part === null) return typeof part === 'string' ? part : undefined;
  return Object.values(part).map(decoded);
}
