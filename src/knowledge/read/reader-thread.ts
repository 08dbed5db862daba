import { parentPort } from 'node:worker_threads';
import { Refusal } from './outline.ts';
import { type ReadDocument, readDocument, type SameDocument } from './read-document.ts';

/** What the thread is asked, one at a time. */
export interface ReadingOrder {
  readonly path: string;
  /** The hash that the file had when it was last read. */
  readonly known?: string | undefined;
}

/** What it answers; `gone`: there is no such file any longer. */
export type ReadingAnswer =
  | { readonly read: ReadDocument | SameDocument }
  | { readonly refused: string }
  | { readonly gone: true };

parentPort?.on('message', async ({ path, known }: ReadingOrder) => {
  parentPort?.postMessage(await readDocument(path, known).then((read) => ({ read }), answerTo));
});

function answerTo(error: unknown): ReadingAnswer {
  if (error instanceof Refusal) return { refused: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { gone: true };
  // Another program has put a link in its place since the folder was looked through.
  if (code === 'ELOOP') return { refused: 'is a link to somewhere else' };
  if (/^E[A-Z]+$/.test(code)) return { refused: `can't be opened (${code})` };
  return { refused: `can't be read (${error instanceof Error ? error.name : 'unknown'})` };
}
