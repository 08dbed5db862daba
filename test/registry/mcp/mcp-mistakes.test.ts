import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { loadAssistants } from '../../../src/registry/load-assistants.ts';
import { AssistantError } from '../../../src/registry/mistake.ts';
import { assistantsFolder, assistantText } from '../folders.ts';

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

test('what is declared of an MCP server is checked, and its secrets are asked of the environment', async (t) => {
  const url = 'http://127.0.0.1:9000/mcp';
  const crm = (fields: string) => assistantText({ mcp: `{ crm: { ${fields} } }` });
  assert.deepEqual(await mistakesIn(t, crm(`url: '${url}', tools: ['find'], effect: 'read'`)), []);
  assert.deepEqual(await mistakesIn(t, crm(`url: 'http://u:p@x/mcp', tools: ['find']`)), [
    'mcp.crm.url: expected an http(s) URL without user or password in it',
  ]);
  const several = `tools: ['find', { name: 'pay', effect: 'irreversible', policy: { attempts: 2 } }], proff: 'claimed'`;
  assert.deepEqual(await mistakesIn(t, crm(several)), [
    'mcp.crm.proff: unknown field, did you mean proof?',
    'mcp.crm.url: expected either url or urlEnv',
    'mcp.crm.tools[0]: expected effect (read, keyed, irreversible), here or for the server',
    'mcp.crm.tools[1].policy.attempts: expected 1: an irreversible call is not made again',
  ]);
  const secret = `urlEnv: 'CRM_URL', tokenEnv: 'CRM_TOKEN', headersEnv: { 'X-Key': 'CRM_KEY' }`;
  assert.deepEqual(await mistakesIn(t, crm(`${secret}, tools: ['find'], effect: 'read'`)), [
    'mcp.crm.urlEnv: expected CRM_URL to be set to an http(s) URL',
    'mcp.crm.headersEnv.X-Key: expected CRM_KEY to be set',
    'mcp.crm.tokenEnv: expected CRM_TOKEN to be set',
  ]);
  const agents = `{ desk: { mcp: ['crm', 'crm.find', 'crm.lose', 'erp'] } }`;
  const named = { mcp: `{ crm: { url: '${url}', tools: ['find'], effect: 'read' } }`, tools: '', agents };
  assert.deepEqual(await mistakesIn(t, assistantText(named)), [
    'agents.desk.mcp[2]: expected one of crm, crm.find, got crm.lose',
    'agents.desk.mcp[3]: expected one of crm, crm.find, got erp',
  ]);
  const twice = `url: '${url}', tools: ['find.it', 'find_it'], effect: 'read'`;
  assert.deepEqual(await mistakesIn(t, crm(twice)), [
    'tools: expected one tool named crm_find_it, found another',
  ]);
});
