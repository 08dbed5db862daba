import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { loadAssistants } from '../../src/registry/load-assistants.ts';
import { AssistantError } from '../../src/registry/mistake.ts';
import { assistantsFolder, assistantText, assistantWithTool } from './folders.ts';

const later = "isn't supported by this build yet; expected it to be left out";

/** What is wrong with an assistant's text: its message's lines, from the field on. */
async function mistakesIn(t: TestContext, text: string): Promise<string[]> {
  const folder = await assistantsFolder(t, { 'desk/assistant.ts': text });
  const error: unknown = await loadAssistants(folder, {}).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return [];
  assert.ok(error instanceof AssistantError, String(error));
  return error.message.replaceAll(`${folder}/desk/assistant.ts: `, '').split('\n');
}

test('every mistake is told at once, with its field and what was expected', async (t) => {
  const text = assistantText({
    id: `'No Id'`,
    name: '',
    settleMs: '-1',
    idleCloseMs: `'week'`,
    models: '{}',
  });
  assert.deepEqual(await mistakesIn(t, text), [
    'id: expected lower-case letters, digits, _ or -',
    'name: expected string, received undefined',
    'models: expected at least one model',
    'settleMs: Too small: expected number to be >=0',
    'idleCloseMs: expected number, received string',
  ]);
});

test('unknown fields are refused, each with the name that was probably meant', async (t) => {
  const text = assistantText({
    instrutions: `'x'`,
    colour: '1',
    door: '{ answerPer10s: 1 }',
    escalation: `{ message: 'x', massage: 'y' }`,
    messages: `{ closd: 'x' }`,
  });
  const lines = await mistakesIn(t, text);
  assert.deepEqual(lines.slice(0, 4), [
    'door.answerPer10s: unknown field, did you mean answersPer10s?',
    'escalation.massage: unknown field, did you mean message?',
    'messages.closd: unknown field, did you mean closed?',
    'instrutions: unknown field, did you mean instructions?',
  ]);
  assert.match(lines[4] ?? '', /^colour: unknown field, expected one of id, name, version, /);
  assert.equal(lines.length, 5);
});

test('whatever names an agent, a tier or a knowledge base must name one that is there', async (t) => {
  const intent = (agent: string, tier: string) =>
    `{ description: 'd', examples: ['e'], agent: '${agent}', tier: '${tier}' }`;
  const parts = {
    tools: '',
    agents: `{ desk: { knowledge: ['help', 'more'] }, back: {} }`,
    knowledge: `{ help: { folder: '.' } }`,
  };
  const fine = { ...parts, agents: `{ desk: { knowledge: ['help'] }, back: {} }` };
  const right = assistantText({ ...fine, intents: `{ other: ${intent('back', 'small')} }` });
  assert.deepEqual(await mistakesIn(t, right), []);
  const wrong = { ...parts, intents: `{ a: ${intent('front', 'small')}, b: ${intent('desk', 'huge')} }` };
  assert.deepEqual(await mistakesIn(t, assistantText(wrong)), [
    'agents.desk.knowledge[1]: expected one of help, got more',
    'intents.a.agent: expected one of desk, back, got front',
    'intents.b.tier: expected one of small, got huge',
  ]);
  const lost = assistantText({ ...fine, knowledge: `{ help: { folder: 'nowhere' } }` });
  assert.deepEqual(await mistakesIn(t, lost), ['knowledge.help.folder: expected a folder, found none']);
});

test('guardrails and arrival are chosen from those that there are', async (t) => {
  const lines = await mistakesIn(t, assistantText({ guardrails: `{ input: ['x'] }`, arrival: `'later'` }));
  assert.deepEqual(lines, [
    'guardrails.input[0]: expected "injection-signals"',
    'arrival: expected one of "queue"|"steer"|"interrupt"',
  ]);
});

test('agents turn only to agents that there are', async (t) => {
  const agent = `{ instructions: 'x', tools: [], knowledge: [], handoffs: [] }`;
  assert.deepEqual(await mistakesIn(t, assistantText({ tools: '', agents: `{ desk: ${agent} }` })), []);
  assert.deepEqual(await mistakesIn(t, assistantText({ agents: `{ desk: ${agent} }` })), [
    'tools: expected either here or in agents, not in both',
  ]);
  assert.deepEqual(await mistakesIn(t, assistantText({ tools: '', agents: '{}' })), [
    'agents: expected at least one agent',
  ]);
  const long = 'x'.repeat(51);
  const wanting = `{ handoffs: ['back', 'desk', '${long}'], consults: ['lost', 'other', 'other'], tier: 'huge' }`;
  const agents = `{ desk: ${wanting}, other: {}, ${long}: {} }`;
  assert.deepEqual(await mistakesIn(t, assistantText({ tools: '', agents })), [
    'agents.desk.tier: expected one of small, got huge',
    `agents.desk.handoffs[0]: expected one of desk, other, ${long}, got back`,
    `agents.desk.consults[0]: expected one of desk, other, ${long}, got lost`,
    'agents.desk.handoffs[1]: expected another agent, got this one',
    'agents.desk.handoffs[2]: expected an agent whose name has at most 50 characters',
    'agents.desk.consults[2]: expected each agent once, got other again',
  ]);
});

const wrongTools: readonly [what: string, fields: Record<string, string>, lines: readonly string[]][] = [
  [
    'a name that models refuse',
    { name: `'look up'` },
    ['tools[0].name: expected 1 to 64 letters, digits, _ or -'],
  ],
  ['no function', { run: `'run'` }, ['tools[0].run: expected a function']],
  ['no schema', { input: '{ orderId: 1 }' }, ['tools[0].input: expected a zod schema']],
  [
    'an input that is no object',
    { input: 'z.string()' },
    ['tools[0].input: expected an object schema, such as z.object({ … })'],
  ],
  [
    'an effect that there is not',
    { effect: `'write'` },
    ['tools[0].effect: expected one of "read"|"keyed"|"irreversible"'],
  ],
  [
    'an effect key of a read',
    { effectKey: '() => "k"' },
    ['tools[0].effectKey: expected only where effect is keyed or irreversible'],
  ],
  [
    'a reconcile of a keyed one',
    { effect: `'keyed'`, reconcile: 'async () => undefined' },
    ['tools[0].reconcile: expected only where effect is irreversible'],
  ],
  [
    'attempts at what cannot be undone',
    { effect: `'irreversible'`, policy: '{ attempts: 2 }' },
    ['tools[0].policy.attempts: expected 1: an irreversible call is not made again'],
  ],
  [
    'a local effect',
    { effect: `'keyed'`, policy: `{ run: 'local', timeoutMs: 500 }` },
    ['tools[0].policy.run: expected durable: local is for reads with a timeoutMs of at most 1000'],
  ],
  [
    'a slow local read',
    { policy: `{ run: 'local', timeoutMs: 1_001 }` },
    ['tools[0].policy.run: expected durable: local is for reads with a timeoutMs of at most 1000'],
  ],
  [
    'a limited rate without a queue',
    { policy: `{ run: 'local', timeoutMs: 500, ratePerSecond: 10 }` },
    ['tools[0].policy.run: expected durable where there is a ratePerSecond or a concurrency'],
  ],
  [
    'a callback for a mere read',
    { completes: `'callback'` },
    ['tools[0].completes: expected only where effect is keyed or irreversible: starting work is an effect'],
  ],
  [
    'another way to complete',
    { completes: `'poll'` },
    ["tools[0].completes: expected 'callback', or nothing"],
  ],
  [
    'a time for a callback that will not come',
    { effect: `'keyed'`, callbackWithinMs: '5' },
    ["tools[0].callbackWithinMs: expected only with completes: 'callback'"],
  ],
  ['a quorum', { approval: '{ quorum: 2 }' }, [`tools[0].approval.quorum: a quorum other than 1 ${later}`]],
  [
    'a viewer who approves',
    { approval: `{ role: 'viewer' }` },
    ['tools[0].approval.role: expected one of "operator"|"approver"|"admin"'],
  ],
  [
    'an adapter of a field that it lacks',
    { adapters: `{ colour: 'cents' }` },
    ['tools[0].adapters.colour: expected a field of input, one of orderId, pieces'],
  ],
  [
    'an unknown field',
    { retries: '3' },
    [
      'tools[0].retries: unknown field, expected one of name, description, input, output, effect, effectKey, proof, capabilities, dataClass, approval, policy, adapters, completes, callbackWithinMs, reconcile, run',
    ],
  ],
];

for (const [what, fields, lines] of wrongTools) {
  test(`a tool is refused for ${what}`, async (t) => {
    assert.deepEqual(await mistakesIn(t, assistantWithTool(fields)), lines);
  });
}

test('schemas whose values are not plain JSON are refused', async (t) => {
  const [date] = await mistakesIn(t, assistantWithTool({ output: 'z.object({ at: z.date() })' }));
  assert.match(date ?? '', /^tools\[0\]\.output: expected a schema of plain JSON, .*Date/);
  const [transform] = await mistakesIn(
    t,
    assistantWithTool({ input: 'z.object({ a: z.string().transform(Number) })' }),
  );
  assert.match(transform ?? '', /^tools\[0\]\.input: expected a schema of plain JSON, .*Transform/);
});

test('two tools of one name are refused', async (t) => {
  const tool = `defineTool({ name: 'twice', description: 'd', input: z.object({}), output: z.object({}), effect: 'read', run: () => ({}) })`;
  assert.deepEqual(await mistakesIn(t, assistantText({ tools: `[${tool}, ${tool}]` })), [
    'tools: expected one tool named twice, found another',
  ]);
});

test('fixed texts are one text, or texts by language', async (t) => {
  const right = assistantText({ messages: `{ closed: { en: 'Bye', 'de-CH': 'Ade' }, apology: 'Sorry' }` });
  assert.deepEqual(await mistakesIn(t, right), []);
  for (const wrong of [`{ english: 'Bye' }`, '{}', `''`, '7', '{ en: 7 }']) {
    const [line] = await mistakesIn(t, assistantText({ messages: `{ closed: ${wrong} }` }));
    assert.match(
      line ?? '',
      /^messages\.closed: expected a text of 1 to 2000 characters, or such texts by language/,
    );
  }
});

test('opening hours that cannot be are refused, each at its place', async (t) => {
  const hours = `{
    timeZone: 'Europe/Berln',
    week: { mon: ['9-17'], tue: ['13:00-17:00', '09:00-12:00'], wed: ['17:00-09:00'], fry: [] },
    closedOn: ['25.12.2026'],
  }`;
  assert.deepEqual((await mistakesIn(t, assistantText({ escalation: `{ hours: ${hours} }` }))).sort(), [
    'escalation.hours.closedOn[0]: expected a date such as 2026-12-25',
    'escalation.hours.timeZone: expected a time zone such as Europe/Berlin',
    'escalation.hours.week.fry: unknown field, did you mean fri?',
    'escalation.hours.week.mon[0]: expected a span such as 09:00-17:00',
    'escalation.hours.week.tue: expected spans in order, each ending after it begins',
    'escalation.hours.week.wed: expected spans in order, each ending after it begins',
  ]);
});
