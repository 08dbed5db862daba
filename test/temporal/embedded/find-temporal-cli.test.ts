import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findTemporalCli } from '../../../src/temporal/embedded/find-temporal-cli.ts';
import { TemporalEmbeddedError } from '../../../src/temporal/embedded/temporal-embedded-error.ts';
import { tempDir } from '../../support/temp-dir.ts';

const says = (line: string) => `#!/bin/sh\necho "${line}"\n`;
const aTemporal = says('temporal version 0.0.0-DEV');
const aGo = `#!/bin/sh
echo built >> "$GOBIN/../builds"
printf '#!/bin/sh\\necho temporal version built\\n' > "$GOBIN/temporal"
chmod +x "$GOBIN/temporal"
`;

test('the configured program comes before all others, and nothing else replaces it', async (t) => {
  const place = await makePlace(t);
  await place.program('bin/temporal', aTemporal);
  const configured = await place.program('elsewhere/my-temporal', aTemporal);
  assert.equal(await findTemporalCli({ ...place.search, configured }), configured);
  for (const broken of [join(place.root, 'none'), await place.program('elsewhere/other', says('hello'))]) {
    await assert.rejects(findTemporalCli({ ...place.search, configured: broken }), isOneLine(/TEMPORAL_CLI/));
  }
});

test('an installed program comes before the cache, the cache before any fetch', async (t) => {
  const place = await makePlace(t);
  const cached = await place.program(`cache/temporal-1.5.1`, aTemporal);
  assert.equal(await findTemporalCli(place.search), cached);
  const installed = await place.program('bin/temporal', aTemporal);
  assert.equal(await findTemporalCli(place.search), installed);
  assert.deepEqual(place.lines, []);
});

test('another program of that name on PATH is passed over aloud', async (t) => {
  const place = await makePlace(t);
  await place.program('bin/temporal', says('a calendar'));
  const cached = await place.program('cache/temporal-1.5.1', aTemporal);
  assert.equal(await findTemporalCli(place.search), cached);
  assert.match(place.lines[0] ?? '', /passed over/);
});

test('a cached program that does not run is replaced by a build, once for two starts', async (t) => {
  const place = await makePlace(t);
  await place.program('cache/temporal-1.5.1', 'half a file');
  await place.program('bin/go', aGo);
  const found = await Promise.all([findTemporalCli(place.search), findTemporalCli(place.search)]);
  const cached = join(place.search.cacheDir, 'temporal-1.5.1');
  assert.deepEqual(found, [cached, cached]);
  assert.equal(execFileSync(cached, ['--version'], { encoding: 'utf8' }), 'temporal version built\n');
  assert.equal(await readFile(join(place.search.cacheDir, 'builds'), 'utf8'), 'built\n');
  assert.ok(
    place.lines.some((line) => line.includes('minutes')),
    'what takes long says so',
  );
  assert.ok(!(await readdir(place.search.cacheDir)).some((name) => name.endsWith('.new')));
});

test('what can be downloaded is not built', async (t) => {
  const place = await makePlace(t);
  const archive = join(place.root, 'archive.tar.gz');
  await place.program('archive/temporal', aTemporal);
  execFileSync('tar', ['-czf', archive, '-C', join(place.root, 'archive'), 'temporal']);
  const downloadUrl = await serveDownloads(t, archive, 'temporal');
  const cached = await findTemporalCli({ ...place.search, downloadUrl });
  assert.equal(cached, join(place.search.cacheDir, 'temporal-1.5.1'));
  assert.equal(execFileSync(cached, ['--version'], { encoding: 'utf8' }), 'temporal version 0.0.0-DEV\n');
});

test('a download that is cut, foreign or points outside its folder is not used', async (t) => {
  const place = await makePlace(t);
  const archive = join(place.root, 'archive.tar.gz');
  await writeFile(archive, 'not an archive');
  for (const file of ['temporal', '../../bin/sh', '/bin/sh']) {
    const downloadUrl = await serveDownloads(t, archive, file);
    await assert.rejects(
      findTemporalCli({ ...place.search, downloadUrl }),
      isOneLine(/no Temporal CLI was found/),
    );
  }
  assert.deepEqual(await readdir(place.search.cacheDir), ['temporal-1.5.1.lock']);
});

test('when nothing leads to one the error says what to do', async (t) => {
  const place = await makePlace(t);
  await assert.rejects(findTemporalCli(place.search), isOneLine(/TEMPORAL_CLI or TEMPORAL_ADDRESS/));
  await place.program('bin/go', '#!/bin/sh\necho "go: too old" >&2\nexit 1\n');
  await assert.rejects(findTemporalCli(place.search), isOneLine(/no Temporal CLI/));
  assert.ok(place.lines.some((line) => line.includes('go: too old')));
});

test('a build can be given up, and its compilers go with it', async (t) => {
  const place = await makePlace(t);
  await place.program('bin/go', '#!/bin/sh\nsleep 600.125 & wait\n');
  const controller = new AbortController();
  const search = {
    ...place.search,
    signal: controller.signal,
    progress: (line: string) => {
      if (line.startsWith('building')) setTimeout(() => controller.abort(), 50);
    },
  };
  await assert.rejects(findTemporalCli(search), { name: 'AbortError' });
  await rm(join(place.search.cacheDir, 'temporal-1.5.1.lock'));
});

/** A machine of its own: an empty PATH, an empty cache and no network. */
async function makePlace(t: TestContext) {
  const root = await tempDir(t);
  const lines: string[] = [];
  const search = {
    configured: undefined,
    cacheDir: join(root, 'cache'),
    searchPath: `${join(root, 'missing')}:${join(root, 'bin')}`,
    progress: (line: string) => {
      lines.push(line);
    },
    downloadUrl: 'http://127.0.0.1:1/cli',
  };
  const program = async (path: string, content: string) => {
    const file = join(root, path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, content);
    await chmod(file, 0o755);
    return file;
  };
  return { root, search, lines, program };
}

/** Stands in for Temporal's download service. */
async function serveDownloads(t: TestContext, archive: string, fileToExtract: string): Promise<string> {
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/cli/v1.5.1?platform=')) {
      response.end(JSON.stringify({ archiveUrl: `${origin()}/archive`, fileToExtract }));
    } else if (request.url === '/archive') {
      response.end(await readFile(archive));
    } else {
      response.writeHead(404).end();
    }
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `${origin()}/cli`;
}

const isOneLine = (pattern: RegExp) => (error: Error) => {
  assert.ok(error instanceof TemporalEmbeddedError, String(error));
  assert.match(error.message, pattern);
  return !error.message.includes('\n');
};
