import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bounds } from '../../src/domain/bounds.ts';
import { piecesOf, releasable } from '../../src/domain/sentence-release.ts';

test('text is released up to its last whole sentence', () => {
  assert.deepEqual(releasable('It costs 3.'), { ready: [], rest: 'It costs 3.' });
  assert.deepEqual(releasable('It costs 3.50 €. And'), { ready: ['It costs 3.50 €. '], rest: 'And' });
  assert.deepEqual(releasable('Two lines\nhere'), { ready: ['Two lines\n'], rest: 'here' });
  assert.deepEqual(releasable('はい。次'), { ready: ['はい。'], rest: '次' });
});

test('whatever way text comes in, it goes out whole, in pieces that fit a hint', () => {
  const chunk = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('. ', '\n', '😀', 'x'.repeat(1_500)),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 20 }), (chunks) => {
      const released: string[] = [];
      let rest = '';
      for (const text of chunks) {
        const next = releasable(rest + text);
        released.push(...next.ready);
        rest = next.rest;
      }
      released.push(...piecesOf(rest));
      assert.equal(released.join(''), chunks.join(''));
      for (const piece of released) {
        assert.ok(piece.length <= bounds.releaseTextMax);
        assert.ok(piece.isWellFormed() || !chunks.join('').isWellFormed());
      }
    }),
  );
});
