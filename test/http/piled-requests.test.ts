import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { buildProbeServer } from '../../src/http/build-probe-server.ts';
import { httpBounds } from '../../src/http/http-bounds.ts';
import { quiet, startHttpService } from './support/http-service.ts';

const service = await startHttpService();

test('of more requests than a connection may make, the rest are refused', async () => {
  const { hostname, port } = new URL(await service.listen());
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  const beyond = 50;
  socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(httpBounds.requestsPerSocketMax + beyond));
  let replies = '';
  const count = (status: number) => replies.split(`HTTP/1.1 ${status} `).length - 1;
  for await (const piece of socket) {
    replies += piece;
    if (count(200) + count(503) === httpBounds.requestsPerSocketMax + beyond) break;
  }
  assert.deepEqual([count(200), count(503)], [httpBounds.requestsPerSocketMax, beyond]);
});

test('readiness is found out once for all who ask at once, and anew for the next', async (t) => {
  let asked = 0;
  const gate = Promise.withResolvers<void>();
  const checks = {
    database: () => {
      asked += 1;
      return gate.promise;
    },
  };
  const metrics = { isPublic: false, contentType: 'text/plain', text: async () => '' };
  const app = await buildProbeServer({ metrics, checks, log: quiet });
  t.after(() => app.close());
  const ask = () => app.inject({ url: '/readyz' });
  const answers = Promise.all(Array.from({ length: 50 }, ask));
  setImmediate(() => gate.resolve());
  assert.ok((await answers).every(({ statusCode }) => statusCode === 200));
  assert.equal(asked, 1);
  await ask();
  assert.equal(asked, 2);
});
