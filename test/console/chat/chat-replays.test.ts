import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChatMessage } from '../../../src/console/chat/chat-message.ts';
import {
  type ChatEvent,
  type ChatState,
  emptyChat,
  reduceChat,
} from '../../../src/console/chat/chat-state.ts';
import { viewOf } from '../../../src/console/chat/chat-view.ts';

/** A turn as a server would run it: attempts that were cut, the last of them committed. */
interface TurnScript {
  readonly attempts: readonly string[];
  readonly chunkUnits: number;
  readonly hasNote: boolean;
}

const turnScripts: fc.Arbitrary<TurnScript[]> = fc.array(
  fc.record({
    attempts: fc.array(fc.string({ minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 3 }),
    chunkUnits: fc.integer({ min: 1, max: 8 }),
    hasNote: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

test('events lost, repeated and out of order show each answer once and never doubled text', () => {
  const picks = fc.array(fc.nat(), { maxLength: 120 });
  fc.assert(
    fc.property(turnScripts, picks, (turns, order) => {
      const log = logOf(turns);
      const picked = order.map((pick) => log[pick % log.length] as ChatEvent);
      const state = playChecked(emptyChat, [idle, ...picked], turns); // connected before anything was said
      checkComplete(playChecked(state, connection(log, log.length, state), turns), log);
    }),
    { numRuns: 500 },
  );
});

test('any series of cut connections ends with the whole transcript, each message once', () => {
  const cuts = fc.array(fc.record({ at: fc.nat(), length: fc.nat({ max: 25 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(turnScripts, cuts, (turns, connections) => {
      const log = logOf(turns);
      let state = emptyChat;
      // Time goes on between connections, and each may be cut while it still replays.
      for (const { at, length } of connections.sort((a, b) => (a.at % log.length) - (b.at % log.length))) {
        state = playChecked(state, connection(log, at % log.length, state).slice(0, length), turns);
      }
      checkComplete(playChecked(state, connection(log, log.length, state), turns), log);
    }),
    { numRuns: 500 },
  );
});

function playChecked(from: ChatState, events: readonly ChatEvent[], turns: readonly TurnScript[]): ChatState {
  let state = from;
  for (const event of events) {
    state = reduceChat(state, event);
    checkNothingDoubled(state, turns);
  }
  return state;
}

function checkNothingDoubled(state: ChatState, turns: readonly TurnScript[]): void {
  const keys = viewOf(state).map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length, 'a key stands twice: an answer beside its draft');
  const seqs = state.messages.map(({ seq }) => seq);
  assert.deepEqual(
    seqs,
    [...new Set(seqs)].sort((a, b) => a - b),
  );
  if (state.draft === null) return;
  const { turnId, attempt, text } = state.draft;
  const whole = turns[Number(turnId)]?.attempts[attempt - 1] ?? '';
  assert.ok(whole.startsWith(text), `"${text}" is no beginning of "${whole}"`);
}

function checkComplete(state: ChatState, log: readonly ChatEvent[]): void {
  assert.deepEqual(state.messages, messagesOf(log));
  assert.equal(state.draft, null);
  assert.ok(viewOf(state).every(({ kind }) => kind === 'message'));
}

/** All that happens on the server, in order. */
function logOf(turns: readonly TurnScript[]): ChatEvent[] {
  let seq = 0;
  const say = (more: Partial<ChatMessage>): ChatEvent => {
    seq += 1;
    const note = { from: 'assistant', kind: 'note', channel: 'web' } as const;
    return {
      type: 'message',
      message: { seq, id: `m${seq}`, ...note, text: '', citations: [], at: '', ...more },
    };
  };
  return turns.flatMap(({ attempts, chunkUnits, hasNote }, turn): ChatEvent[] => {
    const turnId = String(turn);
    return [
      say({ from: 'customer', kind: 'message', text: `question ${turn}` }),
      { type: 'status', status: { state: 'working', nextStep: '' } },
      ...attempts.flatMap((text, index) => deltasOf(turnId, index + 1, text, chunkUnits)),
      ...(hasNote ? [say({ turnId, text: `note ${turn}` })] : []),
      say({ kind: 'answer', turnId, text: attempts.at(-1) ?? '' }),
      { type: 'status', status: { state: 'idle', nextStep: '' } },
    ];
  });
}

function deltasOf(turnId: string, attempt: number, text: string, chunkUnits: number): ChatEvent[] {
  const deltas: ChatEvent[] = [];
  for (let offset = 0; offset < text.length; offset += chunkUnits) {
    // Every piece overlaps the next by one unit.
    const piece = text.slice(offset, offset + chunkUnits + 1);
    deltas.push({ type: 'delta', delta: { turnId, attempt, offset, text: piece } });
  }
  return deltas;
}

/** What a stream opened at a moment sends to a page: the backlog, the status, the draft so far, then what follows. */
function connection(log: readonly ChatEvent[], at: number, page: ChatState): ChatEvent[] {
  const past = log.slice(0, at);
  const backlog = past.filter(
    (event) => event.type === 'message' && event.message.seq > (page.reachedSeq ?? 0),
  );
  const status = past.findLast(({ type }) => type === 'status') ?? idle;
  return [...backlog, status, ...draftAt(past), ...log.slice(at)];
}

function draftAt(past: readonly ChatEvent[]): ChatEvent[] {
  let draft = emptyChat;
  for (const event of past) draft = reduceChat(draft, event);
  if (draft.draft === null) return [];
  const { turnId, attempt, text } = draft.draft;
  return [{ type: 'delta', delta: { turnId, attempt, offset: 0, text } }];
}

const idle: ChatEvent = { type: 'status', status: { state: 'idle', nextStep: '' } };

const messagesOf = (log: readonly ChatEvent[]) =>
  log.flatMap((event) => (event.type === 'message' ? [event.message] : []));
