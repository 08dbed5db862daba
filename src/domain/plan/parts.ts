import type { CallState } from '../tool.ts';
import type { Task } from './plan.ts';

/** A task, and what has become of it. */
export interface TaskState extends Pick<Task, 'purpose' | 'component' | 'part'> {
  readonly state: CallState;
}

/** One thing that a customer asked for. */
export interface Part {
  /** In their own words, or else what the task was for. */
  readonly text: string;
  /** Whether something of it is not done, though nobody has decided against it. */
  readonly isOpen: boolean;
}

/**
 * What plans were made for, oldest plan first: of each part counts what the newest plan made of it. A task that names no
 * part is one of its own, unless another plan followed, which may have done the same in another way. `doneSince`: what
 * whoever answers has done by itself, so that a task of the same component failed only at first.
 */
export function partsOf(
  plans: readonly (readonly TaskState[])[],
  doneSince: ReadonlySet<string> = new Set(),
): Part[] {
  const parts = new Map<string, boolean>();
  for (const tasks of plans) {
    const counted = tasks.filter(({ part }) => part !== undefined || tasks === plans.at(-1));
    for (const [text, own] of Map.groupBy(counted, ({ part, purpose }) => part ?? purpose))
      parts.set(text, isOpen(own, doneSince));
  }
  return [...parts].map(([text, isOpen]) => ({ text, isOpen }));
}

const isOpen = (tasks: readonly TaskState[], doneSince: ReadonlySet<string>): boolean =>
  !tasks.some(({ state }) => state === 'rejected') &&
  tasks.some(({ state, component }) => state !== 'done' && !doneSince.has(component));

/** The open parts that a text doesn't name. A part named in other words counts as unnamed: said twice does no harm. */
export function unnamedParts(parts: readonly Part[], said: string): string[] {
  const spoken = plain(said);
  const others = new Set(parts.filter(({ isOpen }) => !isOpen).flatMap(({ text }) => wordsOf(text)));
  return parts.filter(({ isOpen, text }) => isOpen && !isNamed(text, spoken, others)).map(({ text }) => text);
}

/** By half of its words, those aside that it shares with what is done. */
function isNamed(text: string, spoken: string, others: ReadonlySet<string>): boolean {
  const words = wordsOf(text);
  const own = words.filter((word) => !others.has(word));
  const telling = own.length > 0 ? own : words;
  if (telling.length === 0) return spoken.includes(plain(text));
  return telling.filter((word) => spoken.includes(word)).length * 2 >= telling.length;
}

/** Numbers whole, words by their beginning, which most of their forms share; short ones tell nothing. */
const wordsOf = (text: string): string[] =>
  (plain(text).match(/[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu) ?? []).flatMap((word) => {
    if (/\p{N}/u.test(word)) return [word];
    return word.length >= wordMin ? [word.slice(0, stemMax)] : [];
  });

const wordMin = 4;
const stemMax = 5;

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
