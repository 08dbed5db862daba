import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Evidence, Finding } from './evidence.ts';
import type { MessageRow, TurnRow } from './rows.ts';

type Event = proto.temporal.api.history.v1.IHistoryEvent;

/** I8: events and bytes of a turn stay what they were, however long a conversation gets. */
export async function checkGrowth({ visits, rows, temporal }: Evidence): Promise<Finding> {
  const violations: string[] = [];
  const notes: string[] = [];
  let looked = 0;
  for (const { role, tag, conversationId, posted } of visits) {
    if (role !== 'long') continue;
    const ids = posted.map(({ id }) => id);
    const whole = wholeOnes(await rows.messages(conversationId), await rows.turns(conversationId));
    const all = turnsIn(await eventsOf(temporal, `conversation-${conversationId}`), ids);
    const turns = all.filter(({ id }) => whole.has(id));
    looked += turns.length;
    // The first one has the beginning of everything in it, the last one has no end.
    const usual = turns.slice(1, -1);
    const half = Math.floor(usual.length / 2);
    for (const size of ['events', 'bytes'] as const) {
      const early = least(usual.slice(0, half).map((turn) => turn[size]));
      const late = least(usual.slice(half).map((turn) => turn[size]));
      notes.push(`${size} ${early} then ${late}`);
      if (usual.length >= 4 && late > early * growthMax)
        violations.push(`${tag}: a turn took ${early} ${size}, later ${late}`);
    }
  }
  return { about: 'I8 turns do not grow', looked, violations, note: notes.join(', ') };
}

const growthMax = 1.4;

interface TurnSize {
  /** Of the message that it begins with. */
  readonly id: string;
  events: number;
  bytes: number;
}

/** Messages that had an answer of their own before the next one was written: all of their turn stands in between. */
function wholeOnes(messages: readonly MessageRow[], turns: readonly TurnRow[]): ReadonlySet<string> {
  const own = messages.filter(({ sender }) => sender === 'customer');
  const whole = own.filter(({ seq }, at) => {
    const before = own[at + 1]?.seq ?? Number.POSITIVE_INFINITY;
    return messages.some(
      (answer) =>
        answer.kind === 'answer' &&
        answer.seq > seq &&
        answer.seq < before &&
        turns.find(({ id }) => id === answer.turn_id)?.message_seqs.join() === String(seq),
    );
  });
  return new Set(whole.map(({ id }) => id));
}

/** From the first ring for one message to the first ring for the next one. */
function turnsIn(events: readonly Event[], ids: readonly string[]): TurnSize[] {
  const turns: TurnSize[] = [];
  const begun = new Set<string>();
  for (const event of events) {
    const signal = event.workflowExecutionSignaledEventAttributes;
    const [payload] = signal?.signalName === 'receiveMessage' ? (signal.input?.payloads ?? []) : [];
    const id = payload && (JSON.parse(Buffer.from(payload.data ?? []).toString()) as { id?: string }).id;
    if (id !== undefined && ids.includes(id) && !begun.has(id)) {
      begun.add(id);
      turns.push({ id, events: 0, bytes: 0 });
    }
    const turn = turns.at(-1);
    if (!turn) continue;
    turn.events += 1;
    turn.bytes += proto.temporal.api.history.v1.HistoryEvent.encode(event).finish().length;
  }
  return turns;
}

/** Of all runs, the oldest first. */
async function eventsOf({ workflow }: Client, workflowId: string): Promise<Event[]> {
  const events: Event[] = [];
  for (let runId: string | undefined; ; ) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    events.unshift(...(history.events ?? []));
    const before = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    if (!before) return events;
    runId = before;
  }
}

/** Retries and kills only ever add to a turn, so the smallest one is what a turn takes. */
const least = (numbers: readonly number[]) => Math.min(...numbers);
