import type { DraftHandle, Drafts } from '../src/database/drafts.ts';
import { createMarkFilter } from '../src/domain/citation-marks.ts';
import { piecesOf, releasable } from '../src/domain/sentence-release.ts';
import type { OutputGuard } from './output-guard.ts';

/** Thrown when the fence has moved or a later attempt writes: nothing more of this one may be shown. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Shows an answer to the customer while it is being written, sentence by sentence: without the marks of citations, and
 * not before the guard has let the sentence pass.
 */
export function createDraftRelease(drafts: Pick<Drafts, 'release'>, draft: DraftHandle, guard: OutputGuard) {
  const marks = createMarkFilter();
  let offset = 0;
  let unreleased = '';

  async function release(pieces: readonly string[]): Promise<void> {
    for (const piece of pieces) {
      await guard(piece);
      if (!(await drafts.release(draft, offset, piece))) throw new Overtaken();
      offset += piece.length;
    }
  }

  return {
    async add(text: string): Promise<void> {
      const { ready, rest } = releasable(unreleased + marks.add(text));
      unreleased = rest;
      await release(ready);
    },
    /** The rest, when the model has finished. */
    async finish(): Promise<void> {
      await release(piecesOf(unreleased + marks.end()));
      unreleased = '';
    },
  };
}
