import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { cleanText } from '../../domain/clean-text.ts';
import { detectLanguage } from '../../language/detect-language.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import { cutPassages, type Passage } from '../passages/cut-passages.ts';
import { type IndexedPassage, indexPassage } from '../passages/index-passage.ts';
import { decodeText } from './decode-text.ts';
import { type Format, formatOf } from './format.ts';
import { type Outline, Refusal } from './outline.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPdf } from './read-pdf.ts';

/** A document read and cut. */
export interface ReadDocument {
  /** SHA-256 of the file, hex. */
  readonly hash: string;
  readonly title: string;
  readonly url?: string;
  /** A BCP 47 tag, its own word or found out; absent where nobody can tell. */
  readonly language?: string;
  readonly passages: readonly IndexedPassage[];
}

/** The file holds what it held when it was last read. */
export interface SameDocument {
  readonly hash: string;
  readonly isSame: true;
}

/** Reads a file whose path leads through no symbolic link. Throws a Refusal, or what the file system throws. */
export async function readDocument(
  path: string,
  known: string | undefined,
): Promise<ReadDocument | SameDocument> {
  const format = formatOf(path);
  if (!format) throw new Refusal('is of no format that can be read');
  const bytes = await readBytes(path, format);
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (hash === known) return { hash, isSame: true };
  const outline = await outlineOf(bytes, format);
  const title = titleOf(outline, path);
  const passages = cutPassages(outline.blocks.map(clean), title);
  if (passages.length === 0)
    throw new Refusal(format === 'pdf' ? 'holds no text (a scan?)' : 'holds no text');
  if (passages.length > knowledgeBounds.passagesPerDocumentMax) throw new Refusal('holds too much text');
  const url = urlOf(outline.url);
  const language = languageOf(outline.language) ?? languageOf(found(passages));
  const document = { title, keywords: keywordsOf(outline.keywords) };
  const indexed = passages.map((passage) => indexPassage(passage, document));
  return { hash, title, passages: indexed, ...(url && { url }), ...(language && { language }) };
}

async function readBytes(path: string, format: Format): Promise<Uint8Array> {
  // Neither waits for the writer of a pipe nor follows what the path has become since somebody looked.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Refusal('is no regular file');
    const bytesMax = format === 'pdf' ? knowledgeBounds.pdfBytesMax : knowledgeBounds.markupBytesMax;
    const tooLarge = new Refusal(`is larger than ${bytesMax / 1_000_000} MB`);
    if (stat.size > bytesMax) throw tooLarge;
    const bytes = Buffer.alloc(Math.min(bytesMax + 1, stat.size + 1));
    let filled = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
      filled += bytesRead;
      // It grows while it is read: the next look will find it again.
      if (filled === bytes.length) throw new Refusal('is being written');
      if (bytesRead === 0) return new Uint8Array(bytes.subarray(0, filled));
    }
  } finally {
    await file.close();
  }
}

async function outlineOf(bytes: Uint8Array, format: Format): Promise<Outline> {
  if (format === 'pdf') return readPdf(bytes);
  const text = decodeText(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  if (text.length > knowledgeBounds.documentTextMax) throw new Refusal('holds too much text');
  return format === 'html' ? readHtml(text) : readMarkdown(text);
}

const clean = <B extends { readonly text: string }>(block: B): B => ({
  ...block,
  text: cleanText(block.text.normalize('NFC')),
});

/** Its own title, else its only top heading, else its first heading, else the file's name made readable. */
function titleOf({ title, blocks }: Outline, path: string): string {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const first = headings.find(({ level }) => level === 1) ?? headings[0];
  const name = basename(path, extname(path))
    .replace(/\.[a-z]{2}$/i, '')
    .replace(/[-_.\s]+/g, ' ');
  return (
    [title, first?.text, name].map((each) => clean({ text: each ?? '' }).text).find((text) => text !== '') ??
    'Untitled'
  ).slice(0, knowledgeBounds.headingTextMax);
}

/** An address that a customer may be shown: of the web, or a path on the business's own site. */
function urlOf(url: string | undefined): string | undefined {
  if (url === undefined || url.length > knowledgeBounds.urlTextMax) return undefined;
  return /^(https?:\/\/|\/(?!\/))[^\s"'<>\\]*$/i.test(url) ? url : undefined;
}

const keywordsOf = (keywords: string | undefined) =>
  clean({ text: (keywords ?? '').slice(0, knowledgeBounds.keywordsTextMax) }).text;

function languageOf(tag: string | undefined): string | undefined {
  const short = tag?.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  return /^[a-z]{2,3}$/.test(short) ? short : undefined;
}

/** Samples from beginning, middle and end; one foreign quotation must not decide. */
function found(passages: readonly Passage[]): string | undefined {
  const at = (share: number) => passages[Math.floor((passages.length - 1) * share)]?.text ?? '';
  return detectLanguage([[at(0), at(0.5), at(1)].join('\n')]);
}
