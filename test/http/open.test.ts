import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../src/database/open-database.ts';
import { allow } from '../../src/http/access.ts';
import { buildProbeServer } from '../../src/http/build-probe-server.ts';
import { createApp } from '../../src/http/create-app.ts';
import { createRows } from '../../src/start/create-rows.ts';
import { tempDir } from '../support/temp-dir.ts';
import { embeddingSite, quiet, startHttpService } from './support/http-service.ts';
import { employ, fromPage, visit } from './support/people.ts';

const service = await startHttpService();
const { app } = service;

test('a route that nobody declared access for keeps the server from getting ready', async () => {
  const careless = createApp(quiet);
  careless.get('/declared', { config: allow({ who: 'anyone' }) }, async () => 'fine');
  careless.get('/forgotten', async () => 'secret');
  await assert.rejects(async () => await careless.ready(), /\/forgotten/);
});

test('readiness names what is not ready, and why', async () => {
  const metrics = { isPublic: false, contentType: 'text/plain', text: async () => '' };
  const checks = {
    database: async () => {},
    temporal: async () => {
      throw new Error('not connected');
    },
  };
  const probes = await buildProbeServer({ log: quiet, metrics, checks });
  assert.equal((await probes.inject('/healthz')).statusCode, 200);
  const ready = await probes.inject('/readyz');
  assert.equal(ready.statusCode, 503);
  assert.deepEqual(ready.json(), { checks: { database: 'ok', temporal: 'not connected' } });
  assert(Number(ready.headers['retry-after']) > 0);
  assert.equal((await probes.inject('/v1/conversations')).statusCode, 404);
  assert.equal((await probes.inject({ method: 'POST', url: '/healthz' })).statusCode, 405);
  await probes.close();
  assert.deepEqual((await app.inject('/readyz')).json(), { checks: {} });
});

test('the documentation is open and names the routes', async () => {
  const { paths } = (await app.inject('/docs/json')).json();
  assert(paths['/v1/chat/messages']?.post && paths['/v1/approvals/{id}/decision']?.post);
  const page = await app.inject('/docs/');
  assert.equal(page.statusCode, 200);
  assert.doesNotMatch(page.body, /<script>|<style>| style=/, 'its policy allows nothing inline');
});

test('every answer carries the security headers', async () => {
  const framedBy: Record<string, string> = { '/': "'self'", '/widget': `'self' ${embeddingSite}` };
  const paths = ['/', '/widget', '/widget?a=b', '/widget/', '/widget.js', '/console', '/setup', '/docs/json'];
  for (const url of [...paths, '/v1/nothing', '/v1/operator/me', '/healthz']) {
    const { headers } = await app.inject(url);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'self'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert(headers['referrer-policy']);
    const frames = `frame-ancestors ${framedBy[url.split('?')[0] ?? ''] ?? "'none'"}`;
    assert(policy.endsWith(frames), `${url}: ${policy}`);
    assert.equal(headers['cache-control'], url.startsWith('/v1/') ? 'no-store' : undefined);
  }
});

test('without built pages the chat says so, and the rest works', async () => {
  const page = await app.inject('/');
  assert.equal(page.statusCode, 503);
  assert.match(String(page.headers['content-type']), /^text\/plain/);
});

test('pages and their assets are served, and nothing beside them', async (context) => {
  const root = await tempDir(context);
  const consoleFolder = join(root, 'console');
  await mkdir(join(consoleFolder, 'assets'), { recursive: true });
  await writeFile(join(consoleFolder, 'index.html'), '<!doctype html><title>chat</title>');
  await writeFile(join(consoleFolder, 'assets', 'chat-1a2b.js'), 'export {};');
  await writeFile(join(consoleFolder, 'assets', '.hidden'), 'secret');
  await writeFile(join(consoleFolder, 'secret.txt'), 'secret');
  await writeFile(join(root, 'secret.txt'), 'secret');
  const served = await service.another({ settings: { ...service.deps.settings, consoleFolder } });
  const page = await served.inject('/');
  assert.equal(page.statusCode, 200);
  assert.match(String(page.headers['content-type']), /^text\/html/);
  assert.equal(page.headers['cache-control'], 'no-cache');
  const script = await served.inject('/assets/chat-1a2b.js');
  assert.equal(script.statusCode, 200);
  assert.match(String(script.headers['cache-control']), /immutable/);
  const address = await served.listen({ port: 0, host: '127.0.0.1' });
  const away = [
    '/assets/',
    '/assets/nothing.js',
    '/assets/.hidden',
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%00',
    '/assets//etc/passwd',
    '/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  ];
  for (const path of away) {
    const response = await served.inject(path);
    assert([403, 404].includes(response.statusCode), `${path}: ${response.statusCode}`);
    assert(!response.body.includes('secret\n') && response.body !== 'secret', path);
    assert.notEqual((await fetch(`${address}${path}`)).status, 200, path);
  }
});

test('the setup page needs nothing inline, and its script is ours', async () => {
  const page = await app.inject('/setup');
  assert.match(page.body, /<script type="module" src="\/setup.js">/);
  assert.doesNotMatch(page.body, /<style|style=|onsubmit/);
  assert.match(String((await app.inject('/setup.js')).headers['content-type']), /^text\/javascript/);
});

test('while the database is down, callers are told to come back', async () => {
  const db = openDatabase('postgres://127.0.0.1:1/nothing');
  const down = await service.another({ rows: createRows(db) });
  const visitor = await visit(service);
  const calls = [
    { method: 'POST' as const, url: '/v1/chat/sessions', payload: {} },
    { method: 'POST' as const, url: '/v1/chat/messages', headers: visitor.headers, payload: {} },
    { method: 'GET' as const, url: '/v1/chat/events', headers: visitor.headers },
    {
      method: 'POST' as const,
      url: '/v1/operator/login',
      headers: fromPage,
      payload: { email: 'a@shop.test', password: 'x' },
    },
  ];
  for (const call of calls) {
    const response = await down.inject(call);
    assert.equal(response.statusCode, 503, `${call.url}: ${response.body}`);
    assert(Number(response.headers['retry-after']) > 0);
    assert.doesNotMatch(response.body, /ECONN|127\.0\.0\.1|postgres/i);
  }
  await db.destroy();
});

test('a failure inside is in the log, not in the answer', async () => {
  const said: unknown[] = [];
  const log = { ...quiet, error: (...parts: unknown[]) => void said.push(parts), child: () => log };
  const rows = {
    ...service.rows,
    turns: {
      ...service.rows.turns,
      list: async () => {
        throw new Error('the password is hunter2');
      },
    },
  };
  const broken = await service.another({ log: log as typeof quiet, rows });
  const viewer = await employ(service, 'viewer');
  const { conversationId } = await visit(service);
  const url = `/v1/conversations/${conversationId}/turns`;
  const response = await broken.inject({ url, headers: viewer.headers });
  assert.equal(response.statusCode, 500);
  assert.doesNotMatch(response.body, /hunter2|stack|\.ts/);
  const [[details]] = said as [[{ err: Error; requestId: string }]];
  assert.match(details.err.message, /hunter2/);
  assert.equal(details.requestId, response.headers['x-request-id']);
});
