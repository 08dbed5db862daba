import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Plants each bug that is kept as a patch in a copy of the source, and sees whether the tests find it:
 * `npm run mutants -- plan`. A folder's `tests` names the test files to run, one a line; a patch may name others in a
 * first line such as `# tests: test/plan/plan.test.ts`.
 */
const root = join(import.meta.dirname, '../..');
const mutants = import.meta.dirname;
const wanted = process.argv.slice(2);
const folders = (await readdir(mutants, { withFileTypes: true }))
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
  const usual = linesOf(await readFile(join(mutants, folder, 'tests'), 'utf8'));
  if (!pass(usual)) throw new Error(`the tests of ${folder} fail without any bug`);
  const patches = (await readdir(join(mutants, folder))).filter((name) => name.endsWith('.patch')).sort();
  let survived = 0;
  for (const name of patches) {
    const file = join(mutants, folder, name);
    const own = /^# tests: (.+)$/m.exec(await readFile(file, 'utf8'))?.[1]?.split(' ');
    patch(file, []);
    const isCaught = !pass(own ?? usual);
    patch(file, ['--reverse']);
    console.log(`${isCaught ? 'caught  ' : 'SURVIVED'} ${folder}/${name}`);
    if (!isCaught) survived += 1;
  }
  console.log(`${folder}: ${patches.length - survived} of ${patches.length} caught`);
  return survived;
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function patch(file: string, options: readonly string[]): void {
  const args = ['--strip=1', '--silent', '--no-backup-if-mismatch', ...options, `--input=${file}`];
  const { status, stdout } = spawnSync('patch', args, { cwd: copy, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} does not fit the source any more: ${stdout}`);
}

/** Pure tests run by themselves; others bring their servers with them. */
function pass(files: readonly string[]): boolean {
  const isPure = files.every((file) => file.startsWith('test/domain/'));
  const args = isPure ? ['--test', ...files] : ['test/run.ts', ...files];
  return spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore', timeout: 600_000 }).status === 0;
}
