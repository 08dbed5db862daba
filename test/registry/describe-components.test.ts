import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { componentKinds } from '../../src/domain/component.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { registryForHttp } from '../../src/start/registry-for-http.ts';
import { testRegistry } from '../support/test-registry.ts';

const find = defineTool({
  name: 'find_parcel',
  description: 'Finds a parcel.',
  input: z.object({ number: z.string() }),
  output: z.object({ place: z.string() }),
  effect: 'read',
  capabilities: ['parcel.track'],
  dataClass: 'sensitive',
  run: () => ({ place: 'here' }),
});
const plain = defineTool({ ...find, name: 'plain', capabilities: ['x'] });

const registry = testRegistry({ tools: [find, plain] }, 'http://127.0.0.1:9');
const { components, assistants } = registryForHttp(registry, {
  channels: [{ name: 'web', description: 'The chat page' }],
  monitors: [{ name: 'log', description: 'Lines of the log' }],
});

test('every capability of an assistant is a component with a typed interface', () => {
  const kinds = new Set(components.map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), componentKinds.filter((kind) => kind !== 'knowledge').sort());
  assert.equal(new Set(components.map(({ id }) => id)).size, components.length);
  for (const { id, kind, description, capabilities, input } of components) {
    assert(description !== '' && capabilities.length > 0, id);
    assert.equal(input === null, kind === 'api', id);
  }
});

test("a tool's schemas, capabilities and data class are its author's", () => {
  const tool = components.find(({ name }) => name === 'find_parcel');
  assert.deepEqual(tool?.capabilities, ['parcel.track']);
  assert.equal(tool?.dataClass, 'sensitive');
  assert.deepEqual(tool?.input?.required, ['number']);
  assert.deepEqual(tool?.output?.properties, { place: { type: 'string' } });
});

test("the engine's own tools are there, and the manifest that each assistant runs on", () => {
  const names = components.filter(({ kind }) => kind === 'tool').map(({ name }) => name);
  assert.deepEqual(names, ['find_parcel', 'plain', 'follow_up', 'cancel_follow_up']);
  assert.equal(assistants[0]?.manifestHash, registry.default.manifest.hash);
});

test('no address and no key of a vendor is told', () => {
  assert(!JSON.stringify(components).includes('127.0.0.1'));
});
