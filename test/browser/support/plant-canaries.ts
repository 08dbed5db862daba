import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/database/open-database.ts';
import type { NewStep } from '../../../src/database/steps.ts';

export const canary = '<img src=x onerror="window.canary=1"><script>window.canary=1</script>';
/** What would be run as a link. */
const link = 'javascript:window.canary=1';
const json = JSON.stringify({ [canary]: canary, nested: [{ canary, link }], name: canary, tasks: [] });

interface Planted {
  readonly conversationId: string;
  readonly turnId: string;
  readonly operatorId: string;
}

/** Puts markup that would run into all that a customer, a model, a tool or another system can fill. */
export async function plantCanaries(
  db: Database,
  { conversationId, turnId, operatorId }: Planted,
): Promise<void> {
  await db.updateTable('customers').set({ name: canary, email: canary, phone: canary }).execute();
  await sql`update customers set business_id = ${canary} where id = (
    select customer_id from conversations where id = ${conversationId})`.execute(db);
  await db
    .updateTable('messages')
    .set({
      citations: JSON.stringify([{ title: canary, url: link, passage: canary }]),
      reason: sql`case when sender = 'customer' then ${canary} end`,
    })
    .execute();
  await db.updateTable('cases').set({ summary: canary, closed_reason: canary }).execute();
  await db
    .updateTable('turns')
    .set({
      ...{ intent: canary, reason: canary },
      route: JSON.stringify({ agent: canary, tier: canary, reason: canary }),
    })
    .execute();
  await db.updateTable('tool_calls').set({ tool: canary, args: json, result: json }).execute();
  await db
    .insertInto('turn_passages')
    .values({
      ...{ turn_id: turnId, number: 1, base: canary, passage_id: canary },
      ...{ title: canary, url: link, text: canary },
    })
    .execute();
  await db
    .insertInto('follow_ups')
    .values({
      ...{ conversation_id: conversationId, number: 1, about: canary, on_event: canary },
      ...{ due_at: null, turn_id: null, ended_at: null, ended_reason: null },
    })
    .execute();
  const note = { conversation_id: conversationId, id: randomUUID(), operator_id: operatorId };
  await db
    .insertInto('notes')
    .values({ ...note, after_seq: 0, text: canary })
    .execute();
  await db
    .insertInto('pauses')
    .values({ scope: canary, manner: 'wait', reason: canary, paused_by: canary })
    .execute();
  await db
    .insertInto('audit')
    .values({ actor: canary, act: canary, subject: canary, allowed: false, detail: json })
    .execute();
  await db.updateTable('approvals').set({ args: json, reason: canary, tool: canary }).execute();
  await db.updateTable('conversations').set({ next_step: canary, language: canary }).execute();
}

/** Steps with a plan, prompts and results that hold nothing but canaries. */
export function canarySteps({ turnId }: Pick<Planted, 'turnId'>): Pick<NewStep, 'id' | 'kind' | 'detail'>[] {
  const task = { name: canary, purpose: canary, component: canary, after: [canary] };
  const inputs = { [canary]: { from: canary, pointer: canary } };
  const answer = { text: `${canary} [1]. A-1001.`, calls: [{ name: canary, args: canary }] };
  return [
    { id: `${turnId}:plan:0`, kind: 'plan', detail: { tasks: [{ ...task, inputs }], because: canary } },
    {
      ...{ id: `${turnId}:tool`, kind: 'tool' },
      detail: { args: { [canary]: canary }, result: { [canary]: canary } },
    },
    {
      ...{ id: `${turnId}:model:0`, kind: 'model' },
      detail: { prompt: [{ role: 'user', content: canary }], answer },
    },
    { id: `${turnId}:discarded:1`, kind: 'control', detail: { text: canary } },
  ];
}
