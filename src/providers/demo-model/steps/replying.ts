import { talkIn } from '../small-talk.ts';
import { type Choice, chooseTool } from '../tools/choose-tool.ts';
import { fillArguments } from '../tools/fill-arguments.ts';
import type { Means, Step } from './step.ts';
import { textsOf } from './step.ts';
import { offererFor, stepsWith } from './steps-with.ts';

/** A short answer to our own question, such as a number, read together with the wish that it completes. */
export function replying(
  means: Means,
): { readonly part: string; readonly steps: readonly Step[] } | undefined {
  const { scene } = means;
  const reply = scene.asked.join(' ');
  if (!/\?\s*(?:\(|$)/.test(scene.lastAnswer) || reply === '' || reply.length > replyMax) return undefined;
  if (/\?\s*$/.test(reply) || talkIn(reply) !== undefined) return undefined;
  for (let count = 1; count <= Math.min(scene.before.length, wishMessagesMax); count++) {
    const wish = scene.before.slice(0, count).toReversed().join(' ');
    for (const open of openFor(wish, means)) {
      const texts = { ...textsOf(scene), asked: [reply, wish] };
      const filled = { ...open, asked: texts.asked, ...fillArguments(open.kind.tool, texts) };
      if (filled.missing.length < open.missing.length)
        return { part: `${wish} ${reply}`, steps: stepsWith(filled, means) };
    }
  }
  return undefined;
}

const replyMax = 120;
/** How many messages a wish may be spread over. */
const wishMessagesMax = 3;

/** What a wish lacked: of the tool that it called for, of the one that lists for it, and of those that book what is listed. */
function openFor(wish: string, { scene, kinds }: Means): Choice[] {
  const texts = { asked: [], before: scene.before, today: scene.today };
  const [choice] = chooseTool(wish, texts, kinds);
  if (!choice) return [];
  const lister = offererFor(choice.kind, kinds);
  const bookers = kinds.filter((kind) => offererFor(kind, [choice.kind]) !== undefined);
  const others = [...(lister ? [lister] : []), ...bookers].map((kind) => ({
    ...choice,
    kind,
    ...fillArguments(kind.tool, { ...texts, asked: [wish] }),
  }));
  return [choice, ...others].filter(({ missing }) => missing.length > 0);
}
