import type { ChatMessage } from './chat-message.ts';
import type { Draft } from './draft.ts';
import { formatText, type Inline } from './format-text.ts';

/** Something that is read out once; `from` stands only where a new utterance begins. */
export interface Announcement {
  readonly key: string;
  readonly from: ChatMessage['from'] | null;
  readonly text: string;
}

/** How much of a turn's answer has been read out. */
export interface Spoken {
  readonly turnId: string;
  readonly text: string;
}

interface Reading {
  readonly announcement: Announcement | null;
  readonly spoken: Spoken | null;
}

/** The whole sentences that a draft has gained; a sentence is read when it ends, not word by word. */
export function readDraft({ turnId, text }: Draft, spoken: Spoken | null): Reading {
  const before = spoken?.turnId === turnId ? spoken.text : '';
  const whole = text.slice(0, sentencesEnd(text));
  // Another attempt that says something else is read as a whole when it is finished.
  if (whole.length <= before.length || !whole.startsWith(before)) return { announcement: null, spoken };
  const fresh = whole.slice(before.length);
  const from = before === '' ? 'assistant' : null;
  const announcement = announce(`${turnId}:${before.length}`, from, fresh);
  return { announcement, spoken: { turnId, text: whole } };
}

/** What of a finished message was not read while it was written. */
export function readMessage(message: ChatMessage, spoken: Spoken | null): Reading {
  const { seq, from, text, turnId } = message;
  const isRead = spoken !== null && spoken.turnId === turnId && text.startsWith(spoken.text);
  if (message.kind !== 'answer' || !isRead) return { announcement: announce(`${seq}`, from, text), spoken };
  return { announcement: announce(`${seq}`, null, text.slice(spoken.text.length)), spoken: null };
}

function announce(key: string, from: Announcement['from'], text: string): Announcement | null {
  const plain = plainText(text);
  return plain === '' ? null : { key, from, text: plain };
}

/** Where the last finished sentence or line ends, its space included. */
function sentencesEnd(text: string): number {
  for (let at = text.length - 1; at > 0; at -= 1) {
    if (text[at] === '\n') return at + 1;
    if (text[at] === ' ' && endsSentence(text, at)) return at + 1;
  }
  return 0;
}

/** After a full stop, unless it makes a number an ordinal or a list's mark. */
function endsSentence(text: string, at: number): boolean {
  const last = text[at - 1] ?? '';
  if (last === '.') return !/\d/.test(text[at - 2] ?? '');
  return '!?…:'.includes(last) && last !== '';
}

/** The words without the marks that format them. */
function plainText(text: string): string {
  const words = (inlines: readonly Inline[]) => inlines.map((inline) => inline.text).join('');
  const blocks = formatText(text).map((block) => {
    if (block.kind === 'code') return block.text;
    return block.kind === 'paragraph' ? words(block.inlines) : block.items.map(words).join('\n');
  });
  return blocks.join('\n').replaceAll('**', '').trim();
}
