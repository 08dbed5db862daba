import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHttpService } from './support/http-service.ts';

const service = await startHttpService();
const metrics = { contentType: 'text/plain', text: async () => 'baton_up 1' };
const closed = await service.another({ metrics: { ...metrics, isPublic: false } });
const open = await service.another({ metrics: { ...metrics, isPublic: true } });

test('metrics are for programs on this machine', async () => {
  const local = await closed.inject({ url: '/metrics', remoteAddress: '127.0.0.1' });
  assert.equal(local.statusCode, 200);
  assert.equal(local.body, 'baton_up 1');
  for (const remoteAddress of ['10.0.0.7', '::ffff:192.168.1.2'])
    assert.equal((await closed.inject({ url: '/metrics', remoteAddress })).statusCode, 404, remoteAddress);
  const proxied = { url: '/metrics', remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '10.0.0.7' } };
  assert.equal((await closed.inject(proxied)).statusCode, 404);
});

test('metrics are for everybody where the operator said so', async () => {
  const far = await open.inject({ url: '/metrics', remoteAddress: '10.0.0.7' });
  assert.equal(far.statusCode, 200);
});
