import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plant, readMutants, usualTests } from './planted.ts';

/**
 * Plants each bug that is kept as a patch in a copy of the source, and sees whether the tests find it:
 * `npm run mutants -- plan`. A folder's `tests` names the test files to run, one a line; a patch may name others in a
 * first line such as `# tests: test/plan/plan.test.ts`.
 */
const root = join(import.meta.dirname, '../..');
const wanted = process.argv.slice(2);
const folders = (await readdir(import.meta.dirname, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && (wanted.length === 0 || wanted.includes(entry.name)))
  .map(({ name }) => name);
if (folders.length === 0) throw new Error(`there are no mutants of ${wanted.join(', ')}`);

const copy = await mkdtemp(join(tmpdir(), 'baton-mutants-'));
let survivors = 0;
try {
  await copySource();
  for (const folder of folders) survivors += await tryFolder(folder);
} finally {
  await rm(copy, { recursive: true, force: true });
}
process.exitCode = survivors > 0 ? 1 : 0;

/** What is under test, without history and data. */
async function copySource(): Promise<void> {
  const skipped = new Set(['node_modules', '.git', '.data', 'dist']);
  for (const name of await readdir(root)) {
    if (!skipped.has(name)) await cp(join(root, name), join(copy, name), { recursive: true });
  }
  for (const name of ['node_modules', 'dist'])
    await symlink(join(root, name), join(copy, name)).catch(() => {});
}

/** How many of a folder's bugs nobody noticed. */
async function tryFolder(folder: string): Promise<number> {
  const usual = await usualTests(folder);
  const untouched = run(usual);
  if (!untouched.isPassed) throw new Error(`the tests of ${folder} fail without any bug: ${untouched.said}`);
  const mutants = await readMutants(folder);
  let survived = 0;
  for (const { name, changes, tests } of mutants) {
    const planted = await plant({ changes }, read);
    const original = new Map<string, string>();
    for (const file of planted.keys()) original.set(file, await read(file));
    await writeAll(planted);
    const { isPassed, said } = run(tests ?? usual);
    await writeAll(original);
    console.log(`${isPassed ? 'SURVIVED' : 'caught  '} ${folder}/${name}${said === '' ? '' : `: ${said}`}`);
    if (isPassed) survived += 1;
  }
  console.log(`${folder}: ${mutants.length - survived} of ${mutants.length} caught`);
  return survived;
}

function read(file: string): Promise<string> {
  return readFile(join(copy, file), 'utf8');
}

async function writeAll(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [file, text] of files) await writeFile(join(copy, file), text);
}

/** Pure tests run by themselves; others bring their servers with them. `said`: the first words on what went wrong. */
function run(files: readonly string[]): { isPassed: boolean; said: string } {
  const isPure = files.every((file) => file.startsWith('test/domain/'));
  const args = isPure ? ['--test', ...files] : ['test/run.ts', ...files];
  const { status, stdout } = spawnSync(process.execPath, args, {
    ...{ cwd: copy, encoding: 'utf8', timeout: 600_000, maxBuffer: 100_000_000 },
  });
  return { isPassed: status === 0, said: status === 0 ? '' : firstViolation(stdout ?? '') };
}

/** As the storm's checker writes them. */
function firstViolation(stdout: string): string {
  return /['"]((?:I\d|a fallback|plans|agents|answers)[^'"\n]{0,200})/.exec(stdout)?.[1] ?? '';
}
