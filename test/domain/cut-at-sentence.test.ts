import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutAtSentence } from '../../src/domain/cut-at-sentence.ts';

const cases: readonly (readonly [what: string, text: string, textMax: number, expected: string])[] = [
  ['what fits stays', 'One. Two.', 9, 'One. Two.'],
  ['the last whole sentence is kept', 'It is one. It is two. It is three.', 25, 'It is one. It is two.'],
  ['closing quotes belong to it', 'He said: "Well, no." And went off.', 24, 'He said: "Well, no."'],
  ['a dot in a number ends nothing', 'We refund the sum: 12.50 euros now', 22, 'We refund the sum:'],
  ['a cut behind a dot that goes on is no end', 'Ask us. It costs 12.50', 20, 'Ask us. It costs'],
  ['a line is an end', 'First line of it\nsecond line', 20, 'First line of it'],
  ['an end too early is not worth it', 'Hm. The rest goes on and on and on', 20, 'Hm. The rest goes on'],
  ['without sentences a word is the end', 'one two three four five', 12, 'one two'],
  ['without words a character is', 'aaaaaaaaaa', 4, 'aaaa'],
  ['half a character is none', '😀😀😀', 3, '😀'],
  ['other scripts end sentences too', '第一句。第二句很长', 6, '第一句。'],
];
for (const [what, text, textMax, expected] of cases)
  test(what, () => {
    const cut = cutAtSentence(text, textMax);
    assert.equal(cut, expected);
    assert.ok(cut.length <= textMax);
  });
