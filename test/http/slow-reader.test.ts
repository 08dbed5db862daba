import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { sql } from 'kysely';
import { follow } from './support/follow.ts';
import { startHttpService } from './support/http-service.ts';
import { visit } from './support/people.ts';

const service = await startHttpService();
const { db } = service;
const address = await service.listen();

/** As if so many long messages had been said while nobody looked. */
async function fill(conversationId: string, from: number, to: number): Promise<void> {
  await sql`
    insert into messages (conversation_id, seq, id, sender, kind, channel, text)
    select ${conversationId}, n, 'm' || n, 'assistant', 'note', 'web', repeat('x', 8000)
    from generate_series(${from}::int, ${to}::int) n`.execute(db);
  await db.updateTable('conversations').set({ last_seq: to }).where('id', '=', conversationId).execute();
}

test('a page that does not read is let go, and the others read on', async () => {
  const visitor = await visit(service);
  const { hostname, port } = new URL(address);
  const stuck = connect(Number(port), hostname);
  stuck.on('error', () => {});
  await once(stuck, 'connect');
  stuck.write(
    `GET /v1/chat/events HTTP/1.1\r\nhost: test\r\nauthorization: ${visitor.headers.authorization}\r\n\r\n`,
  );
  await once(stuck, 'readable');
  const reader = await follow(address, visitor);
  await reader.until(({ event }) => event === 'status');

  const streams = () =>
    new Promise<number>((resolve) => service.app.server.getConnections((_e, n) => resolve(n)));
  assert.equal(await streams(), 2);
  for (let seq = 0; (await streams()) > 1; seq += 500) {
    assert(seq < 10_000, 'it holds more for a reader than it should');
    await fill(visitor.conversationId, seq + 1, seq + 500);
    await reader.until(({ id }) => id === String(seq + 500));
  }
  const seqs = reader.messages().map(({ seq }) => seq);
  assert.deepEqual(
    seqs,
    seqs.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(seqs).size, seqs.length);
  reader.stop();
  stuck.destroy();
});

test('a long past is told at the pace of its reader', async () => {
  const visitor = await visit(service);
  await fill(visitor.conversationId, 1, 1_500);
  const page = await follow(address, visitor, '0');
  await page.until(({ event }) => event === 'status');
  assert.equal(page.messages().length, 1_500);
  page.stop();
});
