import type { Step } from '../data/shapes.ts';

/** Where a step lies in its turn's time. */
export interface Bar {
  readonly startPercent: number;
  readonly lengthPercent: number;
  readonly lengthMs: number;
}

/** So that a step of no length can be seen. */
const lengthPercentMin = 1;

/** The bars of steps that have ended, by step. */
export function barsOf(steps: readonly Step[]): ReadonlyMap<string, Bar> {
  const spans = steps.flatMap(({ id, startedAt, endedAt }) => {
    const [startMs, endMs] = [Date.parse(startedAt), Date.parse(endedAt ?? '')];
    return Number.isFinite(startMs) && Number.isFinite(endMs)
      ? [{ id, startMs, endMs: Math.max(startMs, endMs) }]
      : [];
  });
  const firstMs = Math.min(...spans.map(({ startMs }) => startMs));
  const wholeMs = Math.max(1, ...spans.map(({ endMs }) => endMs - firstMs));
  return new Map(
    spans.map(({ id, startMs, endMs }) => {
      const startPercent = Math.min(((startMs - firstMs) / wholeMs) * 100, 100 - lengthPercentMin);
      const lengthPercent = Math.max(((endMs - startMs) / wholeMs) * 100, lengthPercentMin);
      return [id, { startPercent, lengthPercent, lengthMs: endMs - startMs }];
    }),
  );
}

/** The steps with their parts below them, each with how deep it lies. What names a parent that isn't there is on top. */
export function inTree(steps: readonly Step[]): { readonly step: Step; readonly depth: number }[] {
  const ids = new Set(steps.map(({ id }) => id));
  const isTop = ({ id, parentId }: Step) => parentId === undefined || parentId === id || !ids.has(parentId);
  const seen = new Set<string>();
  const below = (parents: readonly Step[], depth: number): { step: Step; depth: number }[] =>
    parents.flatMap((step) => {
      if (seen.has(step.id)) return [];
      seen.add(step.id);
      return [
        { step, depth },
        ...below(
          steps.filter(({ parentId }) => parentId === step.id),
          depth + 1,
        ),
      ];
    });
  // A ring of parents has no top; its steps are shown all the same.
  return [
    ...below(steps.filter(isTop), 0),
    ...steps.filter(({ id }) => !seen.has(id)).map((step) => ({ step, depth: 0 })),
  ];
}
