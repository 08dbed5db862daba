import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Block, formatText, type Inline, linkText } from '../../../src/console/chat/format-text.ts';
import { webUrl } from '../../../src/console/chat/web-url.ts';

const inlinesOf = (text: string): readonly Inline[] => {
  const [block] = formatText(text);
  assert.equal(block?.kind, 'paragraph');
  return block?.kind === 'paragraph' ? block.inlines : [];
};

test('paragraphs, lists and code are told apart', () => {
  const blocks = formatText('One\ntwo\n\n- a\n- b\n3. c\n```js\nx < y\n```\nend');
  assert.deepEqual(
    blocks.map(({ kind }) => kind),
    ['paragraph', 'list', 'list', 'code', 'paragraph'],
  );
  assert.deepEqual(blocks[2], {
    kind: 'list',
    isOrdered: true,
    start: 3,
    items: [[{ kind: 'text', text: 'c' }]],
  });
  assert.deepEqual(blocks[3], { kind: 'code', text: 'x < y' });
});

test('stress and code within a line', () => {
  assert.deepEqual(inlinesOf('a **b** *c* `d` 2*3*4'), [
    { kind: 'text', text: 'a ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'em', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'd' },
    { kind: 'text', text: ' 2*3*4' },
  ]);
});

test('HTML stays the text it is', () => {
  const html = '<img src=x onerror=alert(1)> & <b>bold</b>';
  assert.deepEqual(inlinesOf(html), [{ kind: 'text', text: html }]);
});

test('a URL does not take the end of its sentence along', () => {
  assert.deepEqual(linkText('See https://a.example/x?y=1.'), [
    { kind: 'text', text: 'See ' },
    { kind: 'link', text: 'https://a.example/x?y=1', url: 'https://a.example/x?y=1', host: 'a.example' },
    { kind: 'text', text: '.' },
  ]);
});

for (const hostile of [
  'javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'nonsense',
]) {
  test(`no link leads to ${hostile}`, () => {
    assert.equal(webUrl(hostile), null);
    assert.ok(inlinesOf(`[click](${hostile})`).every(({ kind }) => kind === 'text'));
  });
}

test('whatever the text, every letter of it is shown and links are of the web', () => {
  const pieces = fc.constantFrom(
    '*',
    '**',
    '`',
    '[',
    '](',
    ')',
    'https://a.b/',
    'word',
    ' ',
    '\n',
    '- ',
    '```',
    '1. ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      const shown = formatText(text).flatMap(textsOf).join('');
      const wordCount = (from: string) => from.split('word').length;
      assert.ok(wordCount(shown) <= wordCount(text), 'text was doubled');
      for (const inline of formatText(text).flatMap(linesOf))
        if (inline.kind === 'link') assert.match(inline.url, /^https?:/);
    }),
  );
});

test('hostile text is read within a bounded number of steps', () => {
  for (const unit of ['[a', '**a', '*a', '`', '[x](https://a', 'https://', '- ', '```\n', '* *'])
    assert.ok(formatText(unit.repeat(16_000 / unit.length)).length > 0);
});

const linesOf = (block: Block): readonly Inline[] =>
  block.kind === 'paragraph' ? block.inlines : block.kind === 'list' ? block.items.flat() : [];

const textsOf = (block: Block): string[] =>
  block.kind === 'code' ? [block.text] : linesOf(block).map(({ text }) => text);
