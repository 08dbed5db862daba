/** Concepts that say how a thing is asked after, not which. */
export const asking: ReadonlySet<string> = new Set(
  'days price status start send question change order stock many free book'.split(' '),
);
