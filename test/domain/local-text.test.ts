import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../src/domain/local-text.ts';

test('a text is found in the language, its parent, English, or whatever there is', () => {
  const text = { de: 'Hallo', en: 'Hello', 'de-CH': 'Grüezi' };
  assert.equal(textIn('de-CH', text), 'Grüezi');
  assert.equal(textIn('de-AT', text), 'Hallo');
  assert.equal(textIn('fr', text), 'Hello');
  assert.equal(textIn('fr', { de: 'Hallo' }), 'Hallo');
  assert.equal(textIn('fr', 'Hi'), 'Hi');
});

test('a language that names something of every object finds no function', () => {
  assert.equal(textIn('constructor', { en: 'Hello' }), 'Hello');
});
