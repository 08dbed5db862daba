import { deedInWords } from '../say/deed.ts';
import { chooseTool } from '../tools/choose-tool.ts';
import { idsIn } from '../words/find-values.ts';
import { isNo, isYes } from '../words/mood.ts';
import { partsOf } from '../words/parts.ts';
import { call, isReady, type Means, type Step, textsOf } from './step.ts';

/** What a yes or no means, if we asked last whether something is to be done: only that very thing is done. */
export function agreeing(part: string, { scene, kinds }: Means): Step | undefined {
  if (!isYes(part) && !isNo(part)) return undefined;
  const careful = kinds.filter(({ asksBefore }) => asksBefore);
  const texts = textsOf(scene);
  const wishes = scene.before.slice(0, wishMessagesMax).flatMap((text, index) => [
    ...partsOf(text),
    // A wish that took several messages.
    scene.before
      .slice(0, index + 1)
      .toReversed()
      .join(' '),
  ]);
  for (const wish of wishes) {
    const [choice] = chooseTool(wish, texts, careful);
    if (!choice || !isReady(choice) || !wasAsked(scene.lastAnswer, choice)) continue;
    // "Yes, A-1002" isn't a yes to what was asked about A-1005.
    if (idsIn(part).some((id) => !Object.values(choice.args).includes(id))) return undefined;
    return isYes(part) ? call(choice) : { kind: 'talk', talk: 'leave' };
  }
  return undefined;
}

const wasAsked = (lastAnswer: string, choice: Parameters<typeof deedInWords>[0]) =>
  (['en', 'de'] as const).some((language) => lastAnswer.includes(deedInWords(choice, language)));

/** How many messages a wish may be spread over. */
const wishMessagesMax = 3;
