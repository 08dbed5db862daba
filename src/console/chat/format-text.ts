import { webUrl } from './web-url.ts';

/** A paragraph, list or code block of an answer. */
export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly isOrdered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Inline[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

/** A stretch of text within a block. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'em'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string; readonly host: string };

/**
 * Reads the little Markdown that models write: paragraphs, lists, code, stress, links. Anything else, HTML above
 * all, stays the text it is. Takes time linear in the text.
 */
export function formatText(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    const reader = isFence(lines[at]) ? readCode : listItem(lines[at]) ? readList : readParagraph;
    const { block, next } = reader(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

/** The links, and nothing else, of a person's words. */
export function linkText(text: string): Inline[] {
  return splitBy(text, bareUrl, (match) => bareLink(match[0]));
}

interface Reading {
  readonly block: Block | null;
  readonly next: number;
}

function readCode(lines: readonly string[], from: number): Reading {
  let end = from + 1;
  while (end < lines.length && !isFence(lines[end])) end += 1;
  // A fence without its end is what a draft shows most of the time: everything below is code.
  return { block: { kind: 'code', text: lines.slice(from + 1, end).join('\n') }, next: end + 1 };
}

function readList(lines: readonly string[], from: number): Reading {
  const first = listItem(lines[from]);
  const isOrdered = first?.number !== null;
  const items: Inline[][] = [];
  let next = from;
  for (; next < lines.length; next += 1) {
    const item = listItem(lines[next]);
    if (item === null || (item.number !== null) !== isOrdered) break;
    items.push(formatInline(item.text));
  }
  return { block: { kind: 'list', isOrdered, start: first?.number ?? 1, items }, next };
}

function readParagraph(lines: readonly string[], from: number): Reading {
  let next = from;
  while (
    next < lines.length &&
    lines[next]?.trim() !== '' &&
    !isFence(lines[next]) &&
    !listItem(lines[next])
  ) {
    next += 1;
  }
  const text = lines
    .slice(from, next)
    .join('\n')
    .replace(/^#{1,6} /, '');
  if (next === from) return { block: null, next: from + 1 };
  return { block: { kind: 'paragraph', inlines: formatInline(text) }, next };
}

const isFence = (line: string | undefined) => line?.trimStart().startsWith('```') ?? false;

function listItem(line: string | undefined): { number: number | null; text: string } | null {
  const match = /^ {0,6}(?:[-*•]|(\d{1,3})[.)]) (.*)$/.exec(line ?? '');
  if (match === null) return null;
  return { number: match[1] === undefined ? null : Number(match[1]), text: match[2] ?? '' };
}

// No pattern here may run over the start of another of its kind: that would make hostile text quadratic.
const marks =
  /`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])|\[([^[\]\n]{1,300})\]\((https?:\/\/[^\s()<>[\]]{1,2000})\)|https?:\/\/[^\s<>"'`*]{1,2000}/g;
const bareUrl = /https?:\/\/[^\s<>"'`]{1,2000}/g;

function formatInline(text: string): Inline[] {
  return splitBy(text, marks, (match) => {
    const [whole, code, strong, em, label, url] = match;
    if (code !== undefined) return [{ kind: 'code', text: code }];
    if (strong !== undefined) return [{ kind: 'strong', text: strong }];
    if (em !== undefined) return [{ kind: 'em', text: em }];
    if (label !== undefined && url !== undefined) return link(label, url) ?? [{ kind: 'text', text: whole }];
    return bareLink(whole);
  });
}

function splitBy(text: string, pattern: RegExp, render: (match: RegExpExecArray) => Inline[]): Inline[] {
  const inlines: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) inlines.push({ kind: 'text', text: text.slice(end, match.index) });
    inlines.push(...render(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) inlines.push({ kind: 'text', text: text.slice(end) });
  return inlines;
}

/** A URL in running text, without the punctuation that ends its sentence. */
function bareLink(written: string): Inline[] {
  let end = written.length;
  while (end > 0 && '.,;:!?)]}'.includes(written[end - 1] ?? '')) end -= 1;
  const rest: Inline[] = end < written.length ? [{ kind: 'text', text: written.slice(end) }] : [];
  const linked = link(written.slice(0, end), written.slice(0, end));
  return linked ? [...linked, ...rest] : [{ kind: 'text', text: written }];
}

function link(text: string, written: string): Inline[] | null {
  const url = webUrl(written);
  return url ? [{ kind: 'link', text, url: url.href, host: url.host }] : null;
}
