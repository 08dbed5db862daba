import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { allow } from '../../src/http/access.ts';
import { createApp } from '../../src/http/create-app.ts';
import { quiet } from './support/http-service.ts';

const forwarded = '10.9.9.9, 198.51.100.7, 172.18.0.2';

/** Whom a request with that header counts as coming from. */
async function addressSeen(proxyHops: number | undefined): Promise<string> {
  const app = createApp(quiet, { ...(proxyHops !== undefined && { proxyHops }) });
  after(() => app.close());
  app.get('/who', { config: allow({ who: 'anyone' }) }, async (request) => ({ ip: request.ip }));
  const headers = { 'x-forwarded-for': forwarded };
  const response = await app.inject({ url: '/who', headers, remoteAddress: '172.18.0.3' });
  return response.json().ip;
}

test('without a proxy of ours nobody is believed in whom a request comes from', async () => {
  assert.equal(await addressSeen(undefined), '172.18.0.3');
  assert.equal(await addressSeen(0), '172.18.0.3');
});

test('what our proxies have written is believed, and nothing before it', async () => {
  assert.equal(await addressSeen(1), '172.18.0.2');
  assert.equal(await addressSeen(2), '198.51.100.7');
});
