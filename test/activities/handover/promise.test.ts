import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promiseAt } from '../../../activities/handover/promise.ts';
import type { Escalation } from '../../../src/domain/manifest.ts';

const escalation: Escalation = {
  whenAsked: true,
  lowConfidenceTimes: 2,
  message: { en: 'A colleague answers by {by}.', de: 'Antwort bis {by}.' },
  outsideHours: { en: 'We are back {opens}.', de: 'Wir sind {opens} wieder da.' },
  hours: { timeZone: 'Europe/Berlin', week: { mon: ['09:00-17:00'], wed: ['09:00-17:00'] }, closedOn: [] },
  firstAnswerMs: 3_600_000,
};
const open = new Date('2026-11-25T10:00:00Z');
const closed = new Date('2026-11-25T18:00:00Z');

test('while somebody is there, the customer hears by when they are answered', () => {
  const { text, answerBy } = promiseAt(escalation, 'en', open);
  assert.match(text, /^A colleague answers by 12:00/);
  assert.equal(answerBy?.toISOString(), '2026-11-25T11:00:00.000Z');
  assert.match(promiseAt(escalation, 'de', open).text, /^Antwort bis 12:00/);
});

test('outside of hours they hear when somebody is there again, and the promise counts from then', () => {
  const { text, answerBy } = promiseAt(escalation, 'en', closed);
  assert.match(text, /^We are back Monday.*09:00/);
  assert.equal(answerBy?.toISOString(), '2026-11-30T09:00:00.000Z');
  assert.match(promiseAt(escalation, 'de', closed).text, /Montag/);
});

test('a business that names neither hours nor time promises nothing', () => {
  const { hours: _, firstAnswerMs: __, ...plain } = escalation;
  assert.deepEqual(promiseAt({ ...plain, message: 'Soon.' }, 'en', closed), { text: 'Soon.' });
});

test('a house that never opens again still says something', () => {
  const never = { timeZone: 'UTC', week: {}, closedOn: [] };
  const { text, answerBy } = promiseAt({ ...escalation, hours: never, message: 'Later.' }, 'en', open);
  assert.equal(text, 'Later.');
  assert.equal(answerBy, undefined);
});
