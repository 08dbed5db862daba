import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folderOf, linesOf, violationsIn } from './support/architecture.ts';
import { medianLinesMax } from './support/architecture-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every source file of the product, its tests and its benches, by path from the root. */
async function sourceFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const top of ['src', 'workflows', 'activities', 'assistants', 'test', 'bench']) {
    const paths = await readdir(join(root, top), { recursive: true });
    for (const path of paths.filter((name) => /\.tsx?$/.test(name)).sort()) {
      const file = join(top, path);
      files.set(file.replaceAll(sep, '/'), await readFile(join(root, file), 'utf8'));
    }
  }
  return files;
}

test('every file keeps to the table of imports and to the house rules', async () => {
  const files = await sourceFiles();
  assert.ok(files.has('src/domain/tool.ts') && files.has('assistants/shop/assistant.ts'));
  const found = await Promise.all([...files].map(([path, source]) => violationsIn(path, source)));
  assert.deepEqual(found.flat(), []);
});

test('half of the product files have fewer than 100 lines', async () => {
  const product = [...(await sourceFiles())].filter(([path]) => /^(src|workflows|activities)\//.test(path));
  const lines = product.map(([, source]) => linesOf(source)).sort((a, b) => a - b);
  const median = lines[Math.floor(lines.length / 2)] ?? 0;
  assert.ok(median <= medianLinesMax, `the median is ${median}`);
});

const planted: readonly [path: string, source: string, finding: string][] = [
  ['src/domain/x.ts', `import { z } from 'zod';`, 'imports zod at run time'],
  ['src/domain/x.ts', `import type { A } from '../database/a.ts';`, 'imports src/database/a.ts'],
  ['src/domain/x.ts', 'const at = Date.now();', 'mentions Date.now'],
  ['src/domain/x.ts', `const { env } = process; // a comment`, 'mentions process'],
  ['workflows/x.ts', `import { act } from '../activities/act.ts';`, 'imports activities/act.ts at run time'],
  [
    'workflows/x.ts',
    `import { type Act } from '../activities/act.ts';`,
    'imports activities/act.ts at run time',
  ],
  ['workflows/x.ts', `export * from '../src/database/a.ts';`, 'imports src/database/a.ts at run time'],
  [
    'workflows/x.ts',
    `const a = await import('../activities/act.ts');`,
    'imports activities/act.ts at run time',
  ],
  [
    'workflows/x.ts',
    `import { Client } from '@temporalio/client';`,
    'imports @temporalio/client at run time',
  ],
  ['workflows/x.ts', 'const url = `a${' + 'process.env.HOME}`;', 'mentions process'],
  ['workflows/x.ts', `const r = await fetch('http://x//y');`, 'mentions fetch'],
  [
    'activities/x.ts',
    `import { openDatabase } from '../src/database/open-database.ts';`,
    'imports src/database/open-database.ts at run time',
  ],
  ['activities/x.ts', 'const name = "a"; await import(name);', 'imports what only the run knows'],
  [
    'src/http/x.ts',
    `import { tool } from '../registry/build-tool.ts';`,
    'imports src/registry/build-tool.ts at run time',
  ],
  ['src/http/x.ts', `import { Worker } from '@temporalio/worker';`, 'imports @temporalio/worker at run time'],
  ['src/providers/x.ts', `import { startBus } from '../bus/bus.ts';`, 'imports src/bus/bus.ts at run time'],
  ['src/bus/x.ts', `import { config } from '../config.ts';`, 'imports src/config.ts at run time'],
  ['src/temporal/x.ts', `import { z } from 'fastify';`, 'imports fastify at run time'],
  [
    'assistants/shop/x.ts',
    `import { help } from '../desk/help.ts';`,
    'imports assistants/desk/help.ts at run time',
  ],
  [
    'assistants/shop/x.ts',
    `import { hashOf } from '../../src/registry/hash.ts';`,
    'imports src/registry/hash.ts at run time',
  ],
  ['src/bus/x.ts', 'export default 1;', 'has a default export'],
  ['src/bus/x.ts', 'const a = 1; export { a as default };', 'has a default export'],
  [
    'src/console/x.tsx',
    `import { a } from '../http/a.ts';\nexport const B = () => <p>It's {a}</p>;`,
    'imports src/http/a.ts at run time',
  ],
  ['src/bus/index.ts', 'export const a = 1;', 'is an index'],
  ['src/bus/x.ts', '\n'.repeat(250).concat('const a = 1;'), 'has 251 lines'],
  ['src/stuff/x.ts', `import 'zod';`, 'is in stuff, which has no rule'],
  ['lib/x.ts', 'const a = 1;', 'is in no folder of the table'],
];

for (const [path, source, finding] of planted) {
  test(`a planted fault is found: ${path} ${finding}`, async () => {
    assert.deepEqual(await violationsIn(path, source), [`${path} ${finding}`]);
  });
}

test('what the table allows is not found', async () => {
  const allowed: readonly [path: string, source: string][] = [
    [
      'workflows/x.ts',
      `import type { Act } from '../activities/index.ts';\nimport { a } from '../src/domain/a.ts';`,
    ],
    ['workflows/x.ts', `import { sleep } from '@temporalio/workflow';\nimport type { z } from 'zod';`],
    ['workflows/x.ts', `type A = typeof import('../activities/index.ts');`],
    ['src/domain/x.ts', '// No process may fetch here.\n/* Date.now */ const processes = 1;'],
    ['src/bus/x.ts', `import type { Config } from '../config.ts';`],
    ['assistants/shop/tools/x.ts', `import { defineTool } from 'baton';\nimport { a } from '../data.ts';`],
    ['src/database/migrations/x.ts', 'export default 1;'],
    ['workflows/index.ts', `export * from './conversation.ts';`],
    ['src/main.ts', `import { Worker } from '@temporalio/worker';\nimport './http/app.ts';`],
  ];
  for (const [path, source] of allowed) assert.deepEqual(await violationsIn(path, source), []);
});

test('config and data-dir count to the composition root, whose types are for all', () => {
  assert.equal(folderOf('src/config.ts'), 'config');
  assert.equal(folderOf('src/config/environment.ts'), 'config');
  assert.equal(folderOf('src/start/create-engine.ts'), 'main');
  assert.equal(folderOf('bench/turns.ts'), 'test');
});
