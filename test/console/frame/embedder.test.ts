import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedderOf } from '../../../src/console/frame/embedder.ts';

const place = {
  ancestorOrigins: [] as string[],
  referrer: '',
  ownOrigin: 'https://baton.example',
  listed: 'https://shop.example https://shop.example:8443',
};

test('our own and listed origins embed, by either way of knowing them', () => {
  for (const origin of ['https://baton.example', 'https://shop.example', 'https://shop.example:8443']) {
    assert.equal(embedderOf({ ...place, ancestorOrigins: [origin] }), origin);
    assert.equal(embedderOf({ ...place, referrer: `${origin}/a/page?x` }), origin);
  }
});

test('nobody else does', () => {
  const others = [
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:444',
    'https://shop.example.evil.example',
    'https://my.shop.example',
    'null',
    'file://',
    '',
  ];
  for (const origin of others) {
    assert.equal(embedderOf({ ...place, ancestorOrigins: [origin] }), null, origin);
    assert.equal(embedderOf({ ...place, referrer: `${origin}/https://shop.example/` }), null, origin);
  }
  assert.equal(embedderOf(place), null, 'who does not say is nobody');
  assert.equal(embedderOf({ ...place, listed: '', referrer: 'https://shop.example/' }), null);
});

test('a listed site inside an unlisted one is not let in', () => {
  const ancestorOrigins = ['https://shop.example', 'https://evil.example'];
  assert.equal(embedderOf({ ...place, ancestorOrigins }), null);
});

test('what the browser says of its ancestors counts before the referrer', () => {
  const ancestorOrigins = ['https://evil.example'];
  assert.equal(embedderOf({ ...place, ancestorOrigins, referrer: 'https://shop.example/' }), null);
});
