import assert from 'node:assert/strict';
import { createCallbacks } from '../../src/database/callbacks.ts';
import type { WorkEnd } from '../../src/domain/callback.ts';
import type { TestEngine } from './test-engine.ts';

/** What whoever did the work does, over the tables that the route writes; nobody rings, so the sweeper finds it. */
export async function callBack({ db }: Pick<TestEngine, 'db'>, url: string, end: WorkEnd) {
  const callbacks = createCallbacks(db);
  const work = await callbacks.find(url.split('/').at(-1) ?? '');
  assert.ok(work);
  return await callbacks.complete(work.id, end);
}
