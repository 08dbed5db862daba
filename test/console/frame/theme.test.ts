import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Colour, contrast, hexOf, parseColour } from '../../../src/console/frame/colour.ts';
import { grounds, type Scheme, themeOf } from '../../../src/console/frame/theme.ts';

const part = fc.integer({ min: 0, max: 255 });

test('any colour of a shop leaves every text readable and every shape visible', () => {
  fc.assert(
    fc.property(part, part, part, fc.constantFrom<Scheme>('light', 'dark'), (red, green, blue, scheme) => {
      const theme = themeOf(hexOf([red, green, blue]), scheme);
      const accent = read(theme.accent);
      assert.ok(contrast(accent, read(theme.onAccent)) >= 4.5);
      const [surface, ground, person] = grounds[scheme] as readonly [Colour, Colour, Colour];
      for (const behind of [surface, ground]) assert.ok(contrast(accent, behind) >= 3);
      for (const behind of [surface, ground, person]) assert.ok(contrast(read(theme.strong), behind) >= 4.5);
    }),
  );
});

test('a colour that reads well is taken as it is', () => {
  assert.equal(themeOf('#4b5d43', 'light').accent, '#4b5d43');
  assert.equal(themeOf('#4B5D43', 'light').onAccent, '#ffffff');
});

test('what is no colour is not taken', () => {
  const none = themeOf(null, 'light');
  for (const text of ['', 'red', '#12', '#1234567', 'url(x)', '#fff;background:url(x)', '#ggg']) {
    assert.equal(parseColour(text), null, text);
    assert.deepEqual(themeOf(text, 'light'), none);
  }
  assert.deepEqual(parseColour('#fa0'), [255, 170, 0]);
  assert.deepEqual(parseColour(' 0f6b62 '), [15, 107, 98]);
});

const read = (hex: string): Colour => parseColour(hex) ?? assert.fail(hex);
