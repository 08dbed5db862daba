import type { Scene, ToolResult } from '../scene.ts';
import { conceptsOf } from '../words/concepts.ts';
import { type Passage, passagesIn } from './passages.ts';
import { type Sentence, sectionsIn } from './sentences.ts';

/** A passage with what each of its sentences speaks of. */
export interface ReadPassage extends Passage {
  readonly titleConcepts: ReadonlySet<string>;
  readonly sections: readonly {
    readonly heading: ReadonlySet<string>;
    readonly sentences: readonly ReadSentence[];
  }[];
}

export interface ReadSentence extends Sentence {
  readonly concepts: ReadonlySet<string>;
}

/** The passages that came with a request, best first; read once, since every part of a question looks into them. */
export const readGiven = (scene: Scene): readonly ReadPassage[] =>
  once(given, scene.system, () => scene.system.flatMap(passagesIn.system));

/** Those that a search has given. */
export const readFound = (result: ToolResult): readonly ReadPassage[] =>
  once(found, result, () => passagesIn.result(result.content));

const given = new WeakMap<object, readonly ReadPassage[]>();
const found = new WeakMap<object, readonly ReadPassage[]>();

function once(
  cache: WeakMap<object, readonly ReadPassage[]>,
  key: object,
  find: () => readonly Passage[],
): readonly ReadPassage[] {
  const known = cache.get(key);
  if (known) return known;
  const passages = find().slice(0, passagesMax).map(read);
  cache.set(key, passages);
  return passages;
}

const passagesMax = 24;

function read(passage: Passage): ReadPassage {
  const sections = sectionsIn(passage).map(({ heading, sentences }) => ({
    heading: conceptsOf(heading),
    sentences: sentences.map((sentence) => ({ ...sentence, concepts: conceptsOf(sentence.text) })),
  }));
  return { ...passage, titleConcepts: conceptsOf(passage.title), sections };
}
