import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { Block } from '../read/outline.ts';

/** What stands under one heading, up to the next. */
export interface Section {
  /** The headings down to it, without the document's title. */
  readonly path: readonly string[];
  readonly text: string;
  /** Whether it is made of several, each with its heading in the text. */
  readonly isJoined?: true;
}

/** The sections of a document in reading order; one that only introduces those below it has no text and is left out. */
export function sectionsOf(blocks: readonly Block[], documentTitle: string): Section[] {
  const sections: { path: readonly string[]; texts: string[] }[] = [{ path: [], texts: [] }];
  let open: { level: number; name: string }[] = [];
  for (const block of blocks) {
    if (block.kind === 'text') {
      sections.at(-1)?.texts.push(block.text);
      continue;
    }
    open = open.filter(({ level }) => level < block.level);
    const isTitle = open.length === 0 && block.text === documentTitle;
    // The document's own heading takes no part in the paths below it, whatever its level.
    if (isTitle) open = [];
    else open = [...open.slice(0, depthMax - 1), { level: block.level, name: headingOf(block.text) }];
    const isLong = block.text.length > knowledgeBounds.headingTextMax;
    sections.push({ path: open.map(({ name }) => name), texts: isLong ? [block.text] : [] });
  }
  return sections
    .map(({ path, texts }) => ({ path, text: texts.join('\n\n').trim() }))
    .filter(({ path, text }, index, all) => text !== '' || isLeaf(path, all[index + 1]?.path));
}

/** A heading without text that no deeper heading follows. */
const isLeaf = (path: readonly string[], next: readonly string[] | undefined) =>
  path.length > 0 && !(next && next.length > path.length && path.every((name, at) => name === next[at]));

function headingOf(text: string): string {
  if (text.length <= knowledgeBounds.headingTextMax) return text;
  return `${text.slice(0, knowledgeBounds.headingTextMax - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Deeper headings count to the sixth: Markdown and HTML know no more. */
const depthMax = 6;
