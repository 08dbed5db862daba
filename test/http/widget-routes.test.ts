import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { nameOrigins } from '../../src/http/open/widget-routes.ts';
import { tempDir } from '../support/temp-dir.ts';
import { embeddingSite, startHttpService } from './support/http-service.ts';

const service = await startHttpService();

test('the loader is a plain script that browsers keep and ask after', async (context) => {
  const { app, consoleFolder } = await serve(context);
  const first = await app.inject('/widget.js');
  assert.equal(first.statusCode, 200);
  assert.match(String(first.headers['content-type']), /^text\/javascript/);
  assert.match(String(first.headers['cache-control']), /public, max-age=\d+/);
  const etag = String(first.headers.etag);
  assert.match(etag, /^"[\w-]{20,}"$/);
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await app.inject({ url: '/widget.js', headers: { 'if-none-match': held } });
    assert.equal(again.statusCode, 304, held);
    assert.equal(again.body, '');
  }
  await writeFile(join(consoleFolder, 'widget.js'), 'const changed = 1;');
  const next = await service.another({ settings: { ...service.deps.settings, consoleFolder } });
  const changed = await next.inject({ url: '/widget.js', headers: { 'if-none-match': etag } });
  assert.equal(changed.statusCode, 200, 'another version is sent');
});

test('the frame’s page names who may embed it', async (context) => {
  const { app } = await serve(context);
  const page = await app.inject('/widget?assistant=shop');
  assert.match(String(page.headers['content-type']), /^text\/html/);
  assert.equal(page.headers['cache-control'], 'no-cache');
  assert.ok(page.body.includes(`name="embedding-origins" content="${embeddingSite}"`));
});

test('without built pages there is no widget, and nothing breaks', async () => {
  for (const url of ['/widget', '/widget.js']) assert.equal((await service.app.inject(url)).statusCode, 404);
});

test('an odd origin does not break out of the page', () => {
  const html = nameOrigins('<meta name="embedding-origins" content="">', [
    'http://a"onload=x',
    'http://$&.b',
  ]);
  assert.equal(html, '<meta name="embedding-origins" content="http://a&quot;onload=x http://$&amp;.b">');
});

async function serve(context: Parameters<typeof tempDir>[0]) {
  const consoleFolder = join(await tempDir(context), 'console');
  await mkdir(consoleFolder);
  await writeFile(join(consoleFolder, 'index.html'), '<!doctype html><title>chat</title>');
  await writeFile(join(consoleFolder, 'widget.html'), '<meta name="embedding-origins" content="">');
  await writeFile(join(consoleFolder, 'widget.js'), 'const original = 1;');
  const app = await service.another({ settings: { ...service.deps.settings, consoleFolder } });
  return { app, consoleFolder };
}
