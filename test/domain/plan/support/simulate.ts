import assert from 'node:assert/strict';
import type { TaskEnd } from '../../../../src/domain/plan/plan.ts';
import { nextMoves, type ScheduleLimits } from '../../../../src/domain/plan/schedule.ts';
import type { Simulated } from './graphs.ts';

/** A run of a plan with a clock of its own. */
export interface Run {
  readonly starts: ReadonlyMap<string, number>;
  readonly stops: ReadonlyMap<string, number>;
  readonly ended: ReadonlyMap<string, TaskEnd>;
  readonly because: ReadonlyMap<string, string | undefined>;
}

/** Runs tasks as the scheduler says, and fails where it says too much: a task twice, one that is over, no end. */
export function simulate(
  tasks: readonly Simulated[],
  limits: ScheduleLimits,
  lateFrom = Number.POSITIVE_INFINITY,
): Run {
  const [starts, stops] = [new Map<string, number>(), new Map<string, number>()];
  const ended = new Map<string, TaskEnd>();
  const because = new Map<string, string | undefined>();
  const running = new Set<string>();
  let now = 0;
  for (let turns = 0; turns < 200; turns += 1) {
    const moves = nextMoves(tasks, { ended, running }, { isLate: now >= lateFrom, limits });
    assert.deepEqual(
      moves,
      nextMoves(tasks, { ended, running }, { isLate: now >= lateFrom, limits }),
      'the same for the same',
    );
    for (const { name, end, because: cause } of moves.drop) {
      assert.ok(!ended.has(name) && !running.has(name), `${name} is dropped once, and not while it runs`);
      ended.set(name, end);
      because.set(name, cause);
    }
    for (const name of moves.start) {
      assert.ok(!starts.has(name) && !ended.has(name), `${name} starts once`);
      starts.set(name, now);
      running.add(name);
    }
    assert.equal(moves.isOver, running.size === 0);
    if (running.size === 0) return { starts, stops, ended, because };
    const stopOf = (name: string) => (starts.get(name) ?? 0) + (byName(name).takes ?? 0);
    now = Math.min(...[...running].map(stopOf));
    for (const name of [...running].filter((each) => stopOf(each) === now)) {
      running.delete(name);
      stops.set(name, now);
      ended.set(name, byName(name).ends);
    }
  }
  throw new Error('the plan never ends');

  function byName(name: string): Simulated {
    const task = tasks.find((each) => each.name === name);
    assert.ok(task);
    return task;
  }
}
