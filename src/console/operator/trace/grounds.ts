import * as z from 'zod/mini';
import { withoutMarks } from '../../../domain/citation-marks.ts';
import type { Step, TracedTurn } from '../data/shapes.ts';

/** One sentence of an answer, and what it rests on. */
export interface Statement {
  readonly text: string;
  /** Numbers of the passages that the model named for it. */
  readonly passages: readonly number[];
  /** Steps of tools whose results hold a number, date or code that it says. */
  readonly tools: readonly Step[];
}

const modelDetail = z.object({ answer: z.object({ text: z.string() }) });
const toolDetail = z.object({ result: z.unknown() });

/** What the turn's answer said, sentence by sentence; none where no model answered. */
export function groundsOf({ steps, outcome }: TracedTurn): Statement[] {
  if (outcome !== 'answered') return [];
  // What another agent was asked has a parent, and isn't what the customer read.
  const answer = steps.findLast(
    (step) => step.kind === 'model' && step.outcome === 'answer' && !step.parentId,
  );
  const told = modelDetail.safeParse(answer?.detail);
  if (!told.success) return [];
  const results = steps.flatMap((step) => {
    const read = step.kind === 'tool' ? toolDetail.safeParse(step.detail) : undefined;
    return read?.success ? [{ step, text: JSON.stringify(read.data.result) ?? '' }] : [];
  });
  return sentencesIn(told.data.answer.text).map((sentence) => {
    const { text, numbers } = withoutMarks(sentence);
    const values = valuesIn(text);
    return {
      text,
      passages: [...new Set(numbers)],
      tools: results
        .filter((result) => values.some((value) => holds(result.text, value)))
        .map(({ step }) => step),
    };
  });
}

/** A mark belongs to the sentence before it, also where it stands after its end. */
function sentencesIn(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(sentenceEnd)) {
    const to = match.index + match[0].length;
    sentences.push(text.slice(from, to));
    from = to;
  }
  sentences.push(text.slice(from));
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

const sentenceEnd = /[.!?…][)\]"'”’»]*\s+(?!\s|\[\d|【\d)|\n+/g;

/** Words with a digit in them, such as numbers, dates and codes: what is not there by chance. */
const valuesIn = (text: string): string[] =>
  (text.match(/[\p{L}\p{N}][\p{L}\p{N}.,:/-]{1,60}/gu) ?? [])
    .filter((word) => /\d/.test(word))
    .map((word) => word.replace(/[.,:/-]+$/, ''))
    .filter((word) => word.length >= valueTextMin);

const valueTextMin = 3;

/** Money is kept in the smallest unit, and said in the larger one. */
function holds(result: string, value: string): boolean {
  if (result.includes(value)) return true;
  return /^\d+[.,]\d\d$/.test(value) && result.includes(value.replace(/[.,]/, ''));
}
