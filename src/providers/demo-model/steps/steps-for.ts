import { keysOf } from '../passages/quote.ts';
import { looksHostile, talkIn } from '../small-talk.ts';
import { type Choice, chooseTool } from '../tools/choose-tool.ts';
import { conceptsOf } from '../words/concepts.ts';
import { idsIn } from '../words/find-values.ts';
import { isTakenBack, moodOf } from '../words/mood.ts';
import { asksOn, goesOn } from '../words/parts.ts';
import { placesIn } from '../words/places.ts';
import { agreeing } from './agreeing.ts';
import { fromKnowledge } from './from-knowledge.ts';
import { goingOn } from './going-on.ts';
import { call, isReady, type Means, type Step, textsOf } from './step.ts';
import { stepsWith } from './steps-with.ts';

/** The steps for one part of what was asked; `earlier` are the parts before it, newest first. */
export function stepsFor(part: string, earlier: readonly string[], means: Means): Step[] {
  const { scene, kinds } = means;
  if (looksHostile(part)) return [{ kind: 'talk', talk: 'hostile' }];
  const agreed = agreeing(part, means);
  if (agreed) return [agreed];
  const actions = kinds.flatMap((kind) => kind.actions);
  if (isTakenBack(part) && actions.some((action) => conceptsOf(part).has(action)))
    return [{ kind: 'talk', talk: 'leave' }];
  const talk = talkIn(part);
  if (talk === 'person') return [personStep(part, means)];
  if (talk) return [{ kind: 'talk', talk }];
  const context = [...earlier, ...scene.before.slice(0, contextMax)];
  const own = ownSteps(part, withPlace(part, context), means);
  return goesOn(part) ? (goingOn(part, context, own, means) ?? own) : own;
}

const contextMax = 4;

function personStep(part: string, { kinds }: Means): Step {
  const bringer = kinds.find(({ isForPerson }) => isForPerson);
  const choice =
    bringer &&
    chooseTool(part, { asked: [], before: [] }, [{ ...bringer, isForPerson: false, actions: [] }])[0];
  return choice && isReady(choice) ? call(choice) : { kind: 'talk', talk: 'person' };
}

/** "… in Hamburg, and when are you open?" asks after Hamburg. */
function withPlace(part: string, [before = '']: readonly string[]): string {
  const places = asksOn(part) && placesIn(part).length === 0 ? placesIn(before) : [];
  return [part, ...places].join(' ');
}

/** The steps for a part read by itself; `question` is the part with the place that it leaves out. */
function ownSteps(part: string, question: string, means: Means): Step[] {
  const choices = chooseTool(part, textsOf(means.scene), means.kinds);
  const [choice] = choices;
  const isHandoff = choice?.kind.isHandoff === true || choice?.kind.isQuestion === true;
  const isSure = choice !== undefined && !isHandoff && choice.score >= sureMin;
  if (isSure && isReady(choice)) return choices.filter(isReady).flatMap((each) => stepsWith(each, means));
  if (choice && choice.kind.actions.length > 0) return stepsWith(choice, means);
  if (choice && isAboutOwn(part, choice)) return [{ kind: 'ask', choice }];
  // What is written down anybody can look up; what is to be looked up or done about their own is for who can.
  if (isHandoff && isReady(choice) && isOfTheirOwn(part)) return [call(choice)];
  const known = fromKnowledge(question, means);
  if (known) return [known];
  if (isSure && isNamed(part, choice)) return [{ kind: 'ask', choice }];
  if (isHandoff && isReady(choice)) return [call(choice)];
  return keysOf(part).length === 0 ? [] : [{ kind: 'unknown' }];
}

const sureMin = 1;

/** "Where is my order?" is about that order, whatever is written about orders. */
function isAboutOwn(part: string, { kind, missing }: Choice): boolean {
  const concepts = conceptsOf(part);
  if (missing.length === 0 || kind.actions.length > 0) return false;
  if (!concepts.has('status') || !kind.names.some((name) => concepts.has(name))) return false;
  if (/^\W*(?:how|can|kann|wie|what if|was)\b/i.test(part)) return false;
  return whose.test(part) || part.trim().split(/\s+/).length <= bareWordsMax;
}

const whose = /\b(?:my|our|meine?[nrms]?|unsere?[nrms]?)\b|^\W*(?:where|wo)\b/i;
/** "Order status", "track parcel" */
const bareWordsMax = 3;

const isOfTheirOwn = (part: string) =>
  moodOf(part) === 'wish' || idsIn(part).length > 0 || conceptsOf(part).has('stock') || whose.test(part);

/** Only who speaks of the very thing is asked for what is missing; others are told what is written about it. */
const isNamed = (part: string, { kind }: Choice) =>
  kind.names.length > 0 && kind.names.every((name) => conceptsOf(part).has(name));
