import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { longestStallMs } from '../support/loop-stalls.ts';
import { testKnowledge } from './test-knowledge.ts';

/** Others may wait so long for their turn: invariant of the whole product. */
const stallMsMax = 200;

const many = (text: string, letters: number) =>
  text.repeat(Math.ceil(letters / text.length)).slice(0, letters);

/** As many different words as fit, all of them alike: for what looks up slips and compounds. */
const wordFlood = Array.from(
  { length: 150_000 },
  (_, at) => `wort${at.toString(26).replace(/\d/g, 'z')}`,
).join(' ');

/** A PDF of some kilobytes whose one page unfolds to 400 MB. */
function pdfBomb(): Buffer {
  const page = deflateSync(Buffer.alloc(400_000_000, 'BT (a) Tj ET '), { level: 9 });
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
    `<< /Length ${page.length} /Filter /FlateDecode >>\nstream\n`,
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(Buffer.concat(parts).length);
    parts.push(Buffer.from(`${index + 1} 0 obj\n${object}`));
    if (object.endsWith('stream\n')) parts.push(page, Buffer.from('\nendstream'));
    parts.push(Buffer.from('\nendobj\n'));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const at = Buffer.concat(parts).length;
  const end = `xref\n0 5\n0000000000 65535 f \n${table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}

const documents: Readonly<Record<string, string | Uint8Array>> = {
  'good.md': '# Giraffes\n\nGiraffes eat acacia leaves.\n',
  'huge.md': `# Huge\n\n${many('Ein Satz wie jeder andere hier. ', 1_900_000)}`,
  'one-line.md': many('x', 400_000),
  'words.md': `---\nlanguage: de\n---\n# Wörter\n\n${wordFlood}`,
  'too-large.md': many('Zu viel. ', 5_500_000),
  'brackets.md': many('[', 900_000),
  'quotes.md': many('> ', 900_000),
  'stars.md': many('*a **b ', 300_000),
  'ticks.md': many('`a ``', 300_000),
  'links.md': many('[a](', 300_000),
  'table.md': `|${many('a|', 40_000)}\n|${many('-|', 40_000)}\n`,
  'front.md': `---\n${many('a: b\n', 300_000)}`,
  'nested.html': many('<div>', 1_900_000),
  'nested-lists.html': many('<ul><li>a', 1_900_000),
  'entities.html': `<p>${many('&amp;', 400_000)}</p>`,
  'attributes.html': `<p ${many('a=b ', 1_900_000)}>text</p>`,
  'unclosed.html': `<!-- ${many('-', 1_900_000)}`,
  'broken.pdf': '%PDF-1.7 and nothing more',
  'noise.pdf': Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(1_000_000, 'obj <</A[')]),
  'bomb.pdf': pdfBomb(),
};

test('hostile documents are taken or refused, each by itself, and hold nobody up', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-hostile-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(documents)) await writeFile(join(folder, name), content);
  const { db, search, settled, status } = await testKnowledge(t, folder, { limits: { readMsMax: 2_500 } });
  const progress = new Set<number>();
  const { stallMs } = await longestStallMs(async () => {
    let isSettled = false;
    const all = settled().then(() => {
      isSettled = true;
    });
    while (!isSettled) {
      progress.add((await status())?.waitingCount ?? 0);
      await search('giraffes');
    }
    await all;
  });
  t.diagnostic(`longest stall ${Math.round(stallMs)} ms`);
  assert.ok(stallMs < stallMsMax, `${stallMs} ms`);
  assert.ok(progress.size > 3, 'how far it is could be seen all the while');
  assert.match((await search('what do giraffes eat'))[0]?.text ?? '', /acacia/);
  const rows = await db.selectFrom('knowledge_documents').select(['path', 'state', 'reason']).execute();
  assert.equal(rows.length, Object.keys(documents).length);
  const reasons = new Map(rows.map(({ path, state, reason }) => [path, reason ?? state]));
  for (const [path, outcome] of reasons) t.diagnostic(`${path}: ${outcome}`);
  assert.ok(rows.every(({ state }) => state !== 'waiting'));
  assert.equal(reasons.get('too-large.md'), 'is larger than 5 MB');
  assert.equal(reasons.get('broken.pdf'), 'is not a readable PDF');
  assert.match(reasons.get('bomb.pdf') ?? '', /needs more than|takes longer/);
});
