import type { Choice } from '../tools/choose-tool.ts';
import { fillArguments, requiredOf } from '../tools/fill-arguments.ts';
import type { ToolKind } from '../tools/tool-kind.ts';
import { call, isReady, type Means, type Step, textsOf } from './step.ts';

/** What it takes to use a tool: what it lacks is asked for, what there is to choose from is shown, a yes comes first. */
export function stepsWith(choice: Choice, means: Means, asked: readonly string[] = []): Step[] {
  if (means.unproved.has(choice.kind.tool.name)) return [{ kind: 'talk', talk: 'unproved' }];
  if (isReady(choice)) {
    if (!choice.kind.asksBefore) return [call(choice), ...bookingFor(choice, means)];
    return [...lookUpFor(choice, means.kinds), { kind: 'confirm', choice }];
  }
  const reader = offererFor(choice.kind, means.kinds);
  if (!reader || !choice.missing.some(isTime)) return [{ kind: 'ask', choice }];
  const texts = { ...textsOf(means.scene), asked: [...asked, ...choice.asked] };
  const offer = { ...choice, kind: reader, ...fillArguments(reader.tool, texts) };
  return isReady(offer) ? [call(offer), { kind: 'ask', choice }] : [{ kind: 'ask', choice: offer }];
}

/** What was listed is there to be booked: which of it, and what else that takes, is asked. */
function bookingFor(choice: Choice, { scene, kinds }: Means): Step[] {
  const booker = kinds.find((kind) => offererFor(kind, [choice.kind]) !== undefined);
  if (!booker) return [];
  const filled = fillArguments(booker.tool, { ...textsOf(scene), asked: choice.asked, lastAnswer: '' });
  return filled.missing.some(isTime) ? [{ kind: 'ask', choice: { ...choice, kind: booker, ...filled } }] : [];
}

const isTime = (parameter: string) => /(?:day|date|time|from|start|slot)$/i.test(parameter);

/** The tool that lists what this one books: `appointment_times` for `book_appointment`. */
export const offererFor = ({ actions, names }: ToolKind, kinds: readonly ToolKind[]) =>
  actions.includes('book')
    ? kinds.find(
        (other) =>
          isReading(other) &&
          other.names.some((name) => names.includes(name) && name !== 'order' && name !== 'delivery'),
      )
    : undefined;

const isReading = ({ actions, isSearch, isHandoff, isForPerson }: ToolKind) =>
  actions.length === 0 && !isSearch && !isHandoff && !isForPerson;

/** The tool that shows what a call would change: it takes nothing that the call doesn't have. */
function lookUpFor({ args, asked }: Choice, kinds: readonly ToolKind[]): Step[] {
  const kind = kinds.find((other) => {
    const required = requiredOf(other.tool);
    return isReading(other) && required.length > 0 && required.every((name) => name in args);
  });
  if (!kind) return [];
  const own = Object.fromEntries(requiredOf(kind.tool).map((name) => [name, args[name]]));
  return [call({ kind, asked, args: own, missing: [], score: 1 })];
}
