import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { testKnowledge } from './test-knowledge.ts';

async function folderOf(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await mkdtemp(join(tmpdir(), 'baton-knowledge-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const giraffes = '# Animals\n\n## Giraffes\n\nGiraffes eat acacia leaves all day long.\n';

test('what is written is found under its heading, in Markdown and in HTML', async (t) => {
  const html = '<html><body><h1>Plants</h1><h2>Cacti</h2><p>Cacti need very little water.</p></body></html>';
  const folder = await folderOf(t, { 'animals.md': giraffes, 'plants.html': html });
  const { search, settled } = await testKnowledge(t, folder);
  await settled();
  const [first] = await search('what do giraffes eat?');
  assert.match(first?.text ?? '', /acacia leaves/);
  assert.match(first?.title ?? '', /Giraffes/);
  assert.match((await search('water for a cactus'))[0]?.text ?? '', /little water/);
});

test('a change is read, what is gone is found no longer, and the rest is left alone', async (t) => {
  const folder = await folderOf(t, {
    'a.md': giraffes,
    'b.md': '# Lions\n\nLions sleep twenty hours a day.\n',
  });
  const { db, search, settled } = await testKnowledge(t, folder);
  await settled();
  const readAt = async (path: string) =>
    (await db.selectFrom('knowledge_documents').select('read_at').where('path', '=', path).executeTakeFirst())
      ?.read_at;
  const before = await readAt('b.md');
  await writeFile(join(folder, 'a.md'), giraffes.replace('acacia', 'mimosa'));
  await eventually(async () => ((await search('giraffes'))[0]?.text.includes('mimosa') ? true : undefined));
  assert.deepEqual(await readAt('b.md'), before);
  await rm(join(folder, 'b.md'));
  await eventually(async () => ((await search('lions')).length === 0 ? true : undefined));
});

test('a page is found by its keywords, and by the rules of its language when that is corrected', async (t) => {
  const page = (language: string) => `---\nlanguage: ${language}\nkeywords: Langhals, neck\n---\n${giraffes}`;
  const folder = await folderOf(t, {
    'a.md': page('de'),
    'b.html':
      '<html><head><meta name="Keywords" content="king of the savannah"></head><h1>Lions</h1><p>Asleep.</p></html>',
  });
  const { db, search, settled } = await testKnowledge(t, folder);
  await settled();
  assert.match((await search('longnecks: neck?'))[0]?.text ?? '', /acacia/);
  assert.match((await search('Savannah'))[0]?.text ?? '', /Asleep/);
  const configuration = async () => {
    const passages = db.selectFrom('knowledge_passages').select('configuration');
    return (await passages.where('text', 'like', '%acacia%').execute()).map((row) => row.configuration);
  };
  assert.deepEqual(await configuration(), ['german']);
  await writeFile(join(folder, 'a.md'), page('en'));
  await settled();
  assert.deepEqual(await configuration(), ['english']);
  assert.match((await search('eating a leaf'))[0]?.text ?? '', /acacia/);
});

test('two workers take one folder in once', async (t) => {
  const folder = await folderOf(t, { 'a.md': giraffes });
  const { db, startAnother, settled } = await testKnowledge(t, folder);
  const another = startAnother();
  await Promise.all([settled(), another.settled()]);
  const rows = await db.selectFrom('knowledge_passages').select('id').execute();
  assert.equal(rows.length, 1);
});

test('what cannot be read is refused with a reason and stops nothing else', async (t) => {
  const folder = await folderOf(t, {
    'a.md': giraffes,
    'broken.pdf': '%PDF-1.7 and nothing more',
    'binary.md': new Uint8Array([0, 1, 2, 255, 254]),
  });
  await symlink('/etc/passwd', join(folder, 'outside.md'));
  const { db, log, search, settled } = await testKnowledge(t, folder);
  await settled();
  assert.match((await search('giraffes'))[0]?.text ?? '', /acacia/);
  assert.deepEqual(await search('root bash'), []);
  const brokenOne = () =>
    db
      .selectFrom('knowledge_documents')
      .select(['state', 'reason', 'stamp'])
      .where('path', '=', 'broken.pdf')
      .executeTakeFirst();
  const broken = await brokenOne();
  assert.equal(broken?.state, 'refused');
  assert.ok(broken?.reason);
  // It is looked at twice, because it was new.
  await eventually(async () => ((await brokenOne())?.stamp?.endsWith(':fresh') ? undefined : true));
  assert.equal(log.lines.filter((line) => line.includes('broken.pdf')).length, 1);
});

test('questions without words find nothing and fail nowhere', async (t) => {
  const { search, settled } = await testKnowledge(t, await folderOf(t, { 'a.md': giraffes }));
  await settled();
  for (const text of [
    '',
    '   ',
    '???',
    "'; drop table messages; --",
    '& | ! ( ) :* <->',
    '\u0000',
    'x'.repeat(100_000),
  ])
    await search(text);
  assert.deepEqual(await search('?!'), []);
  assert.deepEqual(await search('giraffes', 0), []);
});
