import { extname } from 'node:path';

/** What can be read. */
export type Format = 'markdown' | 'html' | 'pdf';

/** A file's format by its name; undefined for what is no document. */
export const formatOf = (path: string): Format | undefined => formats.get(extname(path).toLowerCase());

const formats: ReadonlyMap<string, Format> = new Map([
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.pdf', 'pdf'],
]);
