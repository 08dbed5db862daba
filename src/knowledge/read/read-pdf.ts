import { getDocumentProxy } from 'unpdf';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import { type Outline, Refusal } from './outline.ts';
import { outlineOfLines, type PdfLine } from './pdf-lines.ts';

/** The outline of a PDF's text; throws a Refusal where it is broken, locked, too long or only pictures. */
export async function readPdf(bytes: Uint8Array): Promise<Outline> {
  const document = await open(bytes);
  if (document.numPages > knowledgeBounds.pdfPagesMax)
    throw new Refusal(`has more than ${knowledgeBounds.pdfPagesMax} pages`);
  const pages: PdfLine[][] = [];
  let size = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    const lines = linesOf(items as readonly PdfItem[]);
    size += lines.reduce((sum, { text }) => sum + text.length, 0);
    if (size > knowledgeBounds.documentTextMax) throw new Refusal('holds too much text');
    pages.push(lines);
  }
  const { info } = (await document.getMetadata()) as { info?: { Title?: unknown; Keywords?: unknown } };
  const title = typeof info?.Title === 'string' ? info.Title.trim() : '';
  const keywords = typeof info?.Keywords === 'string' ? info.Keywords.trim() : '';
  await document.loadingTask.destroy();
  const facts = { ...(isTelling(title) && { title }), ...(keywords !== '' && { keywords }) };
  return { ...facts, blocks: outlineOfLines(pages) };
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, stopAtErrors: false });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new Refusal(name === 'PasswordException' ? 'is locked with a password' : 'is not a readable PDF');
  }
}

/** As the library gives it, with marks between that have no text. */
interface PdfItem {
  readonly str?: string;
  readonly hasEOL?: boolean;
  readonly height?: number;
  /** Sizes and, in the last two, where it stands from the left and from the bottom. */
  readonly transform?: readonly number[];
}

function linesOf(items: readonly PdfItem[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let line = { text: '', height: 0, y: Number.NaN };
  for (const { str = '', hasEOL, height = 0, transform } of items) {
    if (str.trim() !== '' && Number.isNaN(line.y)) line.y = transform?.[5] ?? 0;
    if (str.trim() !== '') line.height = Math.max(line.height, height);
    line.text += str;
    if (!hasEOL) continue;
    if (line.text.trim() !== '') lines.push({ ...line, text: line.text.trim() });
    line = { text: '', height: 0, y: Number.NaN };
  }
  if (line.text.trim() !== '') lines.push({ ...line, text: line.text.trim() });
  return lines;
}

/** Printing programs put a file's name there, or nothing of use. */
const isTelling = (title: string) =>
  /\p{L}{3}/u.test(title) && !/^untitled|^microsoft word|\.(docx?|indd|pdf|odt|html?)$/i.test(title);
