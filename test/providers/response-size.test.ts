import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OversizedResponse, openSizeCheck } from '../../src/providers/response-size.ts';

/** Checks the text in pieces of so many bytes. */
function check(text: string, pieceBytes = 65_536): void {
  const see = openSizeCheck();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) see(bytes.subarray(at, at + pieceBytes));
}

test('events of the usual kinds pass, however many and however cut', () => {
  for (const end of ['\n', '\r', '\r\n']) {
    const stream = `event: message${end}data: {}${end}${end}: wait${end}${end}`.repeat(5_000);
    for (const pieceBytes of [1, 7, 65_536]) check(stream, pieceBytes);
  }
  check(`data: ${'x'.repeat(200_000)}\n\n`.repeat(5));
});

test('a line, an event or an answer without an end does not pass', () => {
  const refused = {
    'a line': `data: ${'x'.repeat(300_000)}`,
    'lines fed': ': x\n'.repeat(2_000),
    'lines returned': ': x\r'.repeat(2_000),
    'lines returned and fed': ': x\r\n'.repeat(2_000),
    'blank lines that end no event': 'x\n\r\n'.repeat(2_000),
    'an answer': `data: ${'x'.repeat(100_000)}\n\n`.repeat(700),
  };
  for (const [name, text] of Object.entries(refused))
    assert.throws(() => check(text), OversizedResponse, name);
});
