import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { before, test } from 'node:test';
import { buildProbeServer } from '../../src/http/build-probe-server.ts';
import { httpBounds } from '../../src/http/http-bounds.ts';
import { type HttpService, quiet, startHttpService } from './support/http-service.ts';

let service: HttpService;

before(async () => {
  service = await startHttpService();
});

test('of more requests than a connection may make, the rest are refused and the connection ends', async () => {
  const { hostname, port } = new URL(await service.listen());
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(httpBounds.requestsPerSocketMax + 50));
  const replies = await text(socket);
  assert.equal(replies.match(/^HTTP\/1\.1 200 /gm)?.length, httpBounds.requestsPerSocketMax);
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
  const app = await buildProbeServer(checks, quiet);
  t.after(() => app.close());
  const ask = () => app.inject({ url: '/readyz' });
  const answers = Promise.all(Array.from({ length: 50 }, ask));
  setImmediate(() => gate.resolve());
  assert.ok((await answers).every(({ statusCode }) => statusCode === 200));
  assert.equal(asked, 1);
  await ask();
  assert.equal(asked, 2);
});
