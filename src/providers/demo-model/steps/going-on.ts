import { chooseTool } from '../tools/choose-tool.ts';
import { fillArguments } from '../tools/fill-arguments.ts';
import type { ToolKind } from '../tools/tool-kind.ts';
import { conceptsOf, isConcept, isGood } from '../words/concepts.ts';
import { fillers } from '../words/fillers.ts';
import { asksOn, hasSubject, unknownIn } from '../words/parts.ts';
import { fromKnowledge } from './from-knowledge.ts';
import { call, isReady, type Means, type Step, textsOf } from './step.ts';

/**
 * The steps for a part that leaves out what was said before ("and in L?", "how do I wash it?"): read together with that,
 * the newest words counting most. Undefined: nothing comes of it.
 */
export function goingOn(
  part: string,
  context: readonly string[],
  own: readonly Step[],
  means: Means,
): Step[] | undefined {
  const isDone = own.some(({ kind }) => kind === 'call' || kind === 'confirm');
  if (isDone || context.length === 0) return undefined;
  const readers = means.kinds.filter(({ actions }) => actions.length === 0);
  for (const [index, before] of context.entries()) {
    const [earlier] = chooseTool(before, { ...textsOf(means.scene), before: [] }, readers);
    if (!earlier || !asksAlike(part, earlier.kind)) continue;
    const asked = [part, ...context.slice(0, index + 1)];
    const filled = {
      ...earlier,
      asked,
      ...fillArguments(earlier.kind.tool, { ...textsOf(means.scene), asked }),
    };
    if (isReady(filled)) return [call(filled)];
  }
  const isQuoted = own.some((step) => step.kind === 'quote' && step.quote.isSure);
  // What is said of a thing may be another than what is said in general.
  const isGeneral = hasSubject(part) || (isQuoted && !asksOn(part));
  const named = isGeneral ? context.filter((before) => [...conceptsOf(before)].some(isGood)) : context;
  // What we said to that holds the words in which it is written.
  const said = means.partsCount === 1 ? means.scene.lastAnswer.slice(0, saidTextMax) : '';
  for (const before of named) {
    const known = fromKnowledge(`${part} ${before}`, means, `${part} ${said || before}`);
    if (known) return [known];
  }
  return undefined;
}

/** In UTF-16 units. */
const saidTextMax = 120;

/** Whether a part asks nothing that the tool before couldn't tell: values only, or things it speaks of. */
function asksAlike(part: string, { names, described }: ToolKind): boolean {
  const own = [...conceptsOf(part)].filter(
    (concept) => isConcept(concept) && !isGood(concept) && !fillers.has(concept) && !values.has(concept),
  );
  return (
    unknownIn(part).length <= 1 &&
    own.every((concept) => names.includes(concept) || described.includes(concept))
  );
}

const values = new Set(['size', 'small', 'large', 'fit', 'order', 'stock']);
