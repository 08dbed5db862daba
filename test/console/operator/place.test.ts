import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, type Place, placeOf } from '../../../src/console/operator/place.ts';

const places: Place[] = [
  { page: 'inbox', filter: 'all', q: '' },
  {
    page: 'inbox',
    filter: 'approval',
    q: 'a & b=c #?',
    conversationId: '7c0e4a52-9f0b-4a53-8d61-000000000000',
  },
  { page: 'approvals' },
  { page: 'health' },
  { page: 'team' },
  { page: 'audit', about: '' },
  { page: 'audit', about: 'a&b' },
];

test('every place has an address that leads back to it', () => {
  for (const place of places) assert.deepEqual(placeOf(addressOf(place)), place);
});

test('an address that leads nowhere is the inbox', () => {
  for (const hash of ['', '#', '#/nowhere', '#/inbox?filter=constructor', '#/inbox?filter=__proto__']) {
    assert.deepEqual(placeOf(hash), { page: 'inbox', filter: 'all', q: '' });
  }
});
