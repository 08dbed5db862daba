import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { embeddingSite, publicUrl, startHttpService } from './support/http-service.ts';
import { visit } from './support/people.ts';

const service = await startHttpService();
const { app } = service;
const chatPaths = ['/v1/chat/sessions', '/v1/chat/messages', '/v1/chat/events'];
const foreign = [
  'null',
  'https://evil.test',
  `${embeddingSite}.evil.test`,
  `${embeddingSite}:444`,
  embeddingSite.replace('https', 'http'),
  '*',
];

const preflight = (url: string, origin: string | undefined) =>
  app.inject({
    method: 'OPTIONS',
    url,
    headers: {
      ...(origin !== undefined && { origin }),
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

test('a listed site’s browser may send a visitor’s token from its own pages', async () => {
  for (const url of chatPaths) {
    const { statusCode, headers } = await preflight(url, embeddingSite);
    assert.equal(statusCode, 204, url);
    assert.equal(headers['access-control-allow-origin'], embeddingSite);
    assert.match(String(headers['access-control-allow-headers']), /authorization/i);
    assert.match(String(headers['access-control-allow-headers']), /last-event-id/i);
    assert.equal(headers['access-control-allow-credentials'], undefined, 'no cookies, ever');
    assert.match(String(headers.vary), /origin/i);
  }
});

test('any other site’s preflight is refused, and told of nothing', async () => {
  for (const url of chatPaths) {
    for (const origin of foreign) {
      const { statusCode, headers } = await preflight(url, origin);
      assert.equal(statusCode, 403, `${origin} ${url}`);
      assert.equal(headers['access-control-allow-origin'], undefined);
    }
  }
});

test('only the chat answers other origins', async () => {
  for (const url of ['/v1/conversations', '/v1/operator/login', '/v1/chat/nothing', '/v1/operators']) {
    const { statusCode, headers } = await preflight(url, embeddingSite);
    assert.ok([404, 405].includes(statusCode), url);
    assert.equal(headers['access-control-allow-origin'], undefined, url);
  }
  assert.equal((await preflight('/v1/chat/messages', undefined)).statusCode, 405);
});

test('a listed site reads answers and refusals; any other origin cannot read, nor write', async () => {
  const visitor = await visit(service);
  const read = (origin: string, headers: object) =>
    app.inject({ url: '/v1/chat/messages', headers: { origin, ...headers } });
  for (const headers of [visitor.headers, {}]) {
    const { headers: told } = await read(embeddingSite, headers);
    assert.equal(told['access-control-allow-origin'], embeddingSite);
    assert.match(String(told.vary), /origin/i);
  }
  for (const origin of foreign) {
    const { headers } = await read(origin, visitor.headers);
    assert.equal(headers['access-control-allow-origin'], undefined, origin);
    for (const url of ['/v1/chat/sessions', '/v1/chat/messages']) {
      const payload = url.endsWith('messages') ? { id: randomUUID(), text: 'hello' } : {};
      const written = await app.inject({
        method: 'POST',
        url,
        payload,
        headers: { ...visitor.headers, origin },
      });
      assert.equal(written.statusCode, 403, `${origin} ${url}`);
      assert.equal(written.headers['access-control-allow-origin'], undefined);
    }
  }
  const own = await app.inject({
    url: '/v1/chat/messages',
    headers: { ...visitor.headers, origin: publicUrl },
  });
  assert.equal(own.statusCode, 200);
});
