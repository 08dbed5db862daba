import fc from 'fast-check';
import type { TaskEnd } from '../../../../src/domain/plan/plan.ts';
import type { Scheduled } from '../../../../src/domain/plan/schedule.ts';

/** A task of a random graph, with how long it takes and how it would end. */
export interface Simulated extends Scheduled {
  readonly takes: number;
  readonly ends: TaskEnd;
}

const shape = fc.record({
  effect: fc.constantFrom('read', 'read', 'read', 'keyed', 'irreversible'),
  component: fc.constantFrom('find', 'list', 'change'),
  lane: fc.constantFrom('A', 'B', undefined),
  takes: fc.integer({ min: 1, max: 9 }),
  ends: fc.constantFrom<TaskEnd>('done', 'done', 'done', 'done', 'failed', 'waiting', 'rejected', 'unknown'),
  needs: fc.array(fc.nat({ max: 15 }), { maxLength: 3 }),
});

/** Tasks that need earlier ones, in an order that has nothing to do with it. */
export const graphs: fc.Arbitrary<Simulated[]> = fc
  .array(shape, { minLength: 1, maxLength: 16 })
  .chain((shapes) => {
    const tasks = shapes.map(
      ({ needs, lane, effect, ...rest }, index): Simulated => ({
        ...rest,
        name: `t${index}`,
        effect: effect as Simulated['effect'],
        needs: index === 0 ? [] : [...new Set(needs.map((need) => `t${need % index}`))],
        ...(effect !== 'read' && lane !== undefined && { lane }),
      }),
    );
    return fc.shuffledSubarray(tasks, { minLength: tasks.length });
  });
