import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { Block } from '../read/outline.ts';
import { type Section, sectionsOf } from './sections.ts';
import { splitText } from './split-text.ts';

/** A piece of a document that can be shown by itself. */
export interface Passage {
  /** The document's title and the headings down to here: "Returns › How long". */
  readonly title: string;
  /** The headings alone. */
  readonly headings: string;
  readonly text: string;
}

/**
 * A document's passages in reading order: a section each, a long one in several, tiny neighbours in one. Every word of
 * the blocks is in a title or a text. Pure.
 */
export function cutPassages(blocks: readonly Block[], documentTitle: string): Passage[] {
  return joinTiny(sectionsOf(blocks, documentTitle)).flatMap((section) => {
    const headings = section.path.join(' › ');
    const title = [documentTitle, ...section.path].join(' › ');
    // A heading that stands alone says something, too.
    const texts = splitText(section.text, textMax);
    return (texts.length > 0 ? texts : [section.path.at(-1) ?? '']).map((text) => ({
      title: shortened(title),
      headings: shortened(headings),
      text,
    }));
  });
}

const { passageTextMax: textMax, passageTextMin: textMin, titleTextMax, headingTextMax } = knowledgeBounds;

/** Titles of deep sections keep the document and the nearest headings. */
function shortened(title: string): string {
  if (title.length <= titleTextMax) return title;
  const end = title.slice(-(titleTextMax - headingTextMax - 3)).replace(/^[\uDC00-\uDFFF]/, '');
  return `${title.slice(0, headingTextMax).replace(/[\uD800-\uDBFF]$/, '')}…${end}`;
}

function joinTiny(sections: readonly Section[]): Section[] {
  const joined: Section[] = [];
  for (const section of sections) {
    const last = joined.at(-1);
    const both = last && joinOf(last, section);
    if (both) joined[joined.length - 1] = both;
    else joined.push(section);
  }
  return joined;
}

/** Two neighbours in one, where one of them is tiny and they have the same parent or one introduces the other. */
function joinOf(first: Section, second: Section): Section | undefined {
  if (first.text.length >= textMin && second.text.length >= textMin / 3) return undefined;
  if (isParent(first.path, second.path)) {
    const text = `${first.text}\n\n${textWithHeading(second)}`.trim();
    return text.length <= textMax ? { path: second.path, text, isJoined: true } : undefined;
  }
  const parent = first.path.slice(0, -1);
  if (first.path.length === 0 || !isParent(parent, second.path)) return undefined;
  const names = [first.path.at(-1) ?? '', second.path.at(-1) ?? ''];
  const name = names.join(' · ');
  const text = [textWithHeading(first), textWithHeading(second)].join('\n\n');
  if (text.length > textMax || name.length > titleTextMax / 2) return undefined;
  return { path: [...parent, name], text, isJoined: true };
}

/** What was joined before names its headings already. */
const textWithHeading = ({ path, text, isJoined }: Section) =>
  isJoined ? text : `${path.at(-1) ?? ''}\n${text}`.trim();

const isParent = (parent: readonly string[], path: readonly string[]) =>
  path.length === parent.length + 1 && parent.every((name, index) => name === path[index]);
