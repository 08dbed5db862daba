import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { plant, readMutants, readPatch, usualTests } from './planted.ts';

/** The bugs themselves are planted by command (`npm run mutants`): here only that they still can be. */
const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFile(join(root, file), 'utf8');
const entries = readdirSync(import.meta.dirname, { withFileTypes: true });

for (const { name: folder } of entries.filter((entry) => entry.isDirectory())) {
  test(`the bugs kept for ${folder} still fit the source`, async () => {
    const mutants = await readMutants(folder);
    assert.ok(mutants.length > 0);
    for (const { name, changes, tests = await usualTests(folder) } of mutants) {
      const planted = await plant({ changes }, read).catch((error) =>
        assert.fail(`${name}: ${error.message}`),
      );
      assert.ok(planted.size > 0, name);
      for (const [file, text] of planted) assert.notEqual(text, await read(file), `${name} changes ${file}`);
      for (const file of tests) assert.ok(existsSync(join(root, file)), `${name} is to be found by ${file}`);
    }
  });
}

const patch = readPatch(`# Adds one.
# tests: test/a.test.ts test/b.test.ts
--- a/src/sum.ts
+++ b/src/sum.ts
@@ -2,3 +2,4 @@
 b

-c
+d
+e
--- a/src/sum.ts
+++ b/src/sum.ts
@@ -9,1 +10,1 @@
-x
+y
`);

test('a patch is planted where its lines stand, nearest to where they stood', async () => {
  const source = 'x\nb\n\nc\n1\n2\n3\n4\nx\n';
  const planted = await plant(patch, async () => source);
  assert.deepEqual([...planted], [['src/sum.ts', 'x\nb\n\nd\ne\n1\n2\n3\n4\ny\n']]);
  assert.deepEqual(patch.tests, ['test/a.test.ts', 'test/b.test.ts']);
});

test('one whose lines are gone is refused', async () => {
  await assert.rejects(
    plant(patch, async () => 'x\nb\nc\n'),
    /does not fit src\/sum.ts/,
  );
});
