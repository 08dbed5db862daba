import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { emptyAgenda } from '../../src/domain/agenda.ts';
import { answerDelayMs, dueOccasion, mustInterrupt, wakeAtMs } from '../../workflows/occasion.ts';
import {
  type ConversationState,
  noteAgenda,
  noteControl,
  resumed,
  snapshotOf,
} from '../../workflows/state.ts';

const nowMs = 1_000_000;

function stateWith(fields: Partial<ConversationState> = {}): ConversationState {
  return {
    conversationId: 'c',
    assistant: 'desk',
    settings: {
      settleMs: 0,
      turnDeadlineMs: 60_000,
      idleCloseMs: 5_000,
      arrival: 'queue',
      answersPer10s: 2,
      hasSearchAttributes: true,
    },
    control: { controller: 'assistant', fence: 3, closed: false, lastCustomerSeq: 0 },
    view: {} as ConversationState['view'],
    inbox: [],
    isAdmitting: false,
    agenda: emptyAgenda,
    isSummarising: false,
    endsLocalsTogether: true,
    joinedSeq: 0,
    isRung: false,
    claimedSeq: 0,
    takenSeq: 0,
    turnNumber: 0,
    pending: [],
    decided: [],
    openWork: [],
    interruptsInRow: 0,
    answeredAtMs: [],
    activeAtMs: nowMs,
    ...fields,
  };
}

const approval = (approvalId: string, expiresAtMs: number) => ({
  approvalId,
  callId: 'call',
  turnId: 'turn',
  expiresAtMs,
});

test('decisions come before expiries, expiries before messages, messages before the end', () => {
  const state = stateWith({
    pending: [approval('a', nowMs - 1), approval('b', nowMs + 1)],
    decided: ['b'],
    isRung: true,
    control: { controller: 'assistant', fence: 3, closed: true, lastCustomerSeq: 0 },
  });
  assert.deepEqual(dueOccasion(state, nowMs), { kind: 'decision', approvalId: 'b' });
  state.decided = [];
  assert.deepEqual(dueOccasion(state, nowMs), { kind: 'expiry', approvalId: 'a' });
  state.pending = [];
  assert.deepEqual(dueOccasion(state, nowMs), { kind: 'messages' });
  state.isRung = false;
  assert.deepEqual(dueOccasion(state, nowMs), { kind: 'done' });
});

test('a reminder comes before what it reminds of expires, once, and after who waits', () => {
  const pending = [{ ...approval('a', nowMs + 100), remindAtMs: nowMs + 50 }];
  const state = stateWith({ pending });
  assert.equal(wakeAtMs(state), nowMs + 50);
  assert.equal(dueOccasion(state, nowMs + 49), undefined);
  assert.deepEqual(dueOccasion(state, nowMs + 50), { kind: 'reminder', approvalId: 'a' });
  assert.deepEqual(dueOccasion({ ...state, isRung: true }, nowMs + 50), { kind: 'messages' });
  assert.deepEqual(dueOccasion(state, nowMs + 100), { kind: 'expiry', approvalId: 'a' });
  assert.deepEqual(resumed(snapshotOf(state)).pending, pending);
  assert.equal(wakeAtMs(stateWith({ pending: [approval('a', nowMs + 100)] })), nowMs + 100);
});

test('a run does not end while a signal has yet to be taken in', () => {
  const closed = { controller: 'assistant', fence: 3, closed: true, lastCustomerSeq: 0 } as const;
  const inbox = [{ signal: 'close', payload: {} } as const];
  assert.equal(dueOccasion(stateWith({ control: closed, inbox }), nowMs), undefined);
  assert.equal(dueOccasion(stateWith({ control: closed, isAdmitting: true }), nowMs), undefined);
});

test('what happened and what is due come after messages and before the end', () => {
  const agenda = { ...emptyAgenda, eventsWait: true, followUps: 1, followUpAtMs: nowMs };
  const control = { controller: 'assistant', fence: 3, closed: true, lastCustomerSeq: 0 } as const;
  const state = stateWith({ isRung: true, agenda, control });
  assert.deepEqual(dueOccasion(state, nowMs), { kind: 'messages' });
  state.isRung = false;
  assert.deepEqual(dueOccasion(state, nowMs), { kind: 'event' });
  state.agenda = { ...agenda, eventsWait: false };
  assert.deepEqual(dueOccasion(state, nowMs), { kind: 'followUp' });
  assert.deepEqual(dueOccasion(state, nowMs - 1), { kind: 'done' });
});

test('a case in which something was promised wakes for it and is never too quiet', () => {
  const later = nowMs + 5_000;
  const onEvent = { ...emptyAgenda, followUps: 1 };
  assert.equal(dueOccasion(stateWith({ agenda: onEvent }), later), undefined);
  assert.equal(wakeAtMs(stateWith({ agenda: onEvent })), undefined);
  const timed = stateWith({ agenda: { ...onEvent, followUpAtMs: later + 7 } });
  assert.equal(wakeAtMs(timed), later + 7);
  assert.equal(dueOccasion(timed, later), undefined);
});

test('what no model could answer is tried again in time, or when somebody rings, and the case stays open for it', () => {
  const later = nowMs + 5_000;
  const outage = { untilMs: nowMs + 60_000, tryAtMs: later + 9, tries: 1 };
  const state = stateWith({ outage });
  assert.equal(dueOccasion(state, later), undefined);
  assert.equal(wakeAtMs(state), later + 9);
  assert.deepEqual(dueOccasion(state, later + 9), { kind: 'messages' });
  assert.deepEqual(dueOccasion({ ...state, isRung: true }, later), { kind: 'messages' });
  noteControl(state, { controller: 'operator', fence: 4, closed: false, lastCustomerSeq: 1 });
  assert.equal(dueOccasion(state, later + 9), undefined, 'whoever took over has it');
  assert.equal(wakeAtMs(state), undefined);
  assert.deepEqual(resumed(snapshotOf(stateWith({ outage }))).outage, outage);
});

test('a run does not end before the case is summed up', () => {
  const control = { controller: 'assistant', fence: 3, closed: true, lastCustomerSeq: 0 } as const;
  const agenda = { ...emptyAgenda, mustSummarise: true };
  assert.equal(dueOccasion(stateWith({ control, agenda }), nowMs), undefined);
  assert.equal(dueOccasion(stateWith({ control, isSummarising: true }), nowMs), undefined);
  assert.deepEqual(dueOccasion(stateWith({ control }), nowMs), { kind: 'done' });
});

test('an older look at what there is to do never wins', () => {
  const state = stateWith({ agenda: { ...emptyAgenda, seenAtMs: 10, followUps: 2 } });
  noteAgenda(state, { ...emptyAgenda, seenAtMs: 9, eventsWait: true });
  noteAgenda(state, undefined);
  assert.deepEqual(state.agenda, { ...emptyAgenda, seenAtMs: 10, followUps: 2 });
  noteAgenda(state, { ...emptyAgenda, seenAtMs: 11 });
  assert.equal(state.agenda.followUps, 0);
});

test('quiet closes a case, but not one that waits for a person', () => {
  const later = nowMs + 5_000;
  assert.deepEqual(dueOccasion(stateWith(), later), { kind: 'idle' });
  assert.equal(dueOccasion(stateWith(), later - 1), undefined);
  const pending = [approval('a', later + 1)];
  assert.equal(dueOccasion(stateWith({ pending }), later), undefined);
  const control = { controller: 'operator', fence: 3, closed: false, lastCustomerSeq: 0 } as const;
  assert.equal(dueOccasion(stateWith({ control }), later), undefined);
  assert.equal(wakeAtMs(stateWith({ control })), undefined);
});

test('whenever nothing is due, either something is due when it wakes, or only a signal can change that', () => {
  const times = fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 4 });
  fc.assert(
    fc.property(times, fc.boolean(), (offsets, isOperators) => {
      const pending = offsets.map((offset, index) => approval(String(index), nowMs + offset));
      const controller = isOperators ? 'operator' : 'assistant';
      const state = stateWith({
        pending,
        control: { controller, fence: 3, closed: false, lastCustomerSeq: 0 },
      });
      const at = wakeAtMs(state);
      if (at === undefined) return assert.ok(isOperators && pending.length === 0);
      assert.equal(dueOccasion(state, at - 1), undefined);
      assert.ok(dueOccasion(state, at));
    }),
  );
});

test('never more answers than the door lets through in any ten seconds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 40 }), (pauses) => {
      const state = stateWith();
      let clockMs = nowMs;
      const answered: number[] = [];
      for (const pauseMs of pauses) {
        clockMs += pauseMs;
        clockMs += answerDelayMs(state, clockMs);
        answered.push(clockMs);
        state.answeredAtMs = answered.slice(-100);
      }
      for (const at of answered) {
        assert.ok(answered.filter((other) => other > at - 10_000 && other <= at).length <= 2);
      }
    }),
  );
});

test('a turn ends early when control moves on, and by a message only where the assistant wants it so', () => {
  assert.equal(mustInterrupt(stateWith(), 3), false);
  assert.equal(mustInterrupt(stateWith(), 2), true);
  assert.equal(mustInterrupt(stateWith(), 4), false, 'what is known of control may be older than the turn');
  assert.equal(mustInterrupt(stateWith({ isRung: true }), 3), false);
  const settings = { ...stateWith().settings, arrival: 'interrupt' as const };
  assert.equal(mustInterrupt(stateWith({ isRung: true, settings }), 3), true);
  assert.equal(mustInterrupt(stateWith({ isRung: true, settings, interruptsInRow: 3 }), 3), false);
});

test('an older view of control never wins, and closing keeps what a person has decided', () => {
  const state = stateWith({ pending: [approval('a', 1), approval('b', 2)], decided: ['b'] });
  noteControl(state, { controller: 'operator', fence: 2, closed: true, lastCustomerSeq: 9 });
  assert.equal(state.control.controller, 'assistant');
  noteControl(state, { controller: 'assistant', fence: 4, closed: true, lastCustomerSeq: 9 });
  assert.deepEqual(
    state.pending.map(({ approvalId }) => approvalId),
    ['b'],
  );
});

test('a snapshot from before agendas is taken up, and a summary under way is written by the next run', () => {
  const { agenda: _, ...before } = snapshotOf(stateWith());
  assert.deepEqual(resumed(before).agenda, emptyAgenda);
  const next = resumed(snapshotOf(stateWith({ isSummarising: true })));
  assert.equal(next.agenda.mustSummarise, true);
  assert.equal(next.isSummarising, false);
});

test('a snapshot holds the whole state, as plain data', () => {
  const state = stateWith({ pending: [approval('a', 1)], decided: ['a'], openWork: ['t'], isRung: true });
  assert.deepEqual(resumed(JSON.parse(JSON.stringify(snapshotOf(state)))), state);
});

test('a promised answer wakes the workflow when it is late, whoever is in control, and once', () => {
  const agenda = { ...emptyAgenda, answerDueAtMs: nowMs + 10 };
  const state = stateWith({
    agenda,
    control: { controller: 'operator', fence: 4, closed: false, lastCustomerSeq: 0 },
  });
  assert.equal(dueOccasion(state, nowMs), undefined);
  assert.equal(wakeAtMs(state), nowMs + 10);
  assert.deepEqual(dueOccasion(state, nowMs + 10), { kind: 'overdue' });
  assert.deepEqual(dueOccasion(stateWith({ agenda, isRung: true }), nowMs + 10), { kind: 'messages' });
  assert.equal(wakeAtMs(stateWith({ agenda: emptyAgenda, control: state.control })), undefined);
});
