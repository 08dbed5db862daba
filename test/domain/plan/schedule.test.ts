import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextMoves, type ScheduleLimits } from '../../../src/domain/plan/schedule.ts';
import { graphs, type Simulated } from './support/graphs.ts';
import { type Run, simulate } from './support/simulate.ts';

const roomy: ScheduleLimits = { tasksMax: 99, byEffectMax: { read: 99, keyed: 99, irreversible: 99 } };

const anyLimits: fc.Arbitrary<ScheduleLimits> = fc.record({
  tasksMax: fc.integer({ min: 1, max: 9 }),
  byEffectMax: fc.record({
    read: fc.integer({ min: 1, max: 4 }),
    keyed: fc.integer({ min: 1, max: 3 }),
    irreversible: fc.constant(1),
  }),
  byComponentMax: fc.record({ find: fc.integer({ min: 1, max: 3 }) }),
});

const allDone = graphs.map((tasks) => tasks.map((task): Simulated => ({ ...task, ends: 'done' })));
const freeOfLanes = (tasks: readonly Simulated[]) => tasks.map(({ lane: _, ...task }): Simulated => task);

test('a task starts only after everything that it needs is done', () => {
  fc.assert(
    fc.property(graphs, anyLimits, (tasks, limits) => {
      const { starts, stops, ended } = simulate(tasks, limits);
      for (const { name, needs } of tasks) {
        const start = starts.get(name);
        if (start === undefined) continue;
        for (const need of needs) {
          assert.equal(ended.get(need), 'done');
          assert.ok((stops.get(need) ?? Number.POSITIVE_INFINITY) <= start);
        }
      }
    }),
  );
});

test('where there is room, a task starts the moment that the last of what it needs is done', () => {
  fc.assert(
    fc.property(allDone, (withLanes) => {
      const tasks = freeOfLanes(withLanes);
      const { starts, stops } = simulate(tasks, roomy);
      for (const { name, needs } of tasks)
        assert.equal(starts.get(name), Math.max(0, ...needs.map((need) => stops.get(need) ?? Number.NaN)));
    }),
  );
});

test('a place that is free is taken by what is ready', () => {
  fc.assert(
    fc.property(allDone, fc.integer({ min: 1, max: 4 }), (withLanes, tasksMax) => {
      const tasks = freeOfLanes(withLanes);
      const run = simulate(tasks, { ...roomy, tasksMax });
      for (const { name, needs } of tasks) {
        const start = run.starts.get(name) ?? Number.NaN;
        const readyAt = Math.max(0, ...needs.map((need) => run.stops.get(need) ?? Number.NaN));
        for (let at = readyAt; at < start; at += 1) assert.equal(runningAt(run, tasks, at).length, tasksMax);
      }
    }),
  );
});

test('no more runs at once than the limits say, and never two effects on the same thing', () => {
  fc.assert(
    fc.property(graphs, anyLimits, (tasks, limits) => {
      const run = simulate(tasks, limits);
      for (const at of run.starts.values()) {
        const now = runningAt(run, tasks, at);
        assert.ok(now.length <= limits.tasksMax);
        for (const effect of ['read', 'keyed', 'irreversible'] as const)
          assert.ok(now.filter((task) => task.effect === effect).length <= limits.byEffectMax[effect]);
        assert.ok(
          now.filter(({ component }) => component === 'find').length <= (limits.byComponentMax?.find ?? 0),
        );
        const lanes = now.flatMap(({ lane }) => lane ?? []);
        assert.equal(new Set(lanes).size, lanes.length);
      }
    }),
  );
});

test('every task ends, or waits for a decision', () => {
  fc.assert(
    fc.property(graphs, anyLimits, (tasks, limits) => {
      const { ended } = simulate(tasks, limits);
      const isHalted = [...ended.values()].includes('unknown');
      const held = new Set(tasks.filter(({ name }) => ended.get(name) === 'waiting').map(({ name }) => name));
      for (let size = -1; size !== held.size; ) {
        size = held.size;
        for (const { name, needs } of tasks) if (needs.some((need) => held.has(need))) held.add(name);
      }
      for (const { name } of tasks) assert.ok(isHalted || ended.has(name) || held.has(name), name);
    }),
  );
});

test('a failure costs what needs it, however far down, and nothing else', () => {
  fc.assert(
    fc.property(graphs, anyLimits, (all, limits) => {
      const tasks = all.map((task): Simulated => (task.ends === 'failed' ? task : { ...task, ends: 'done' }));
      const { ended, because } = simulate(tasks, limits);
      const doomed = (name: string): boolean =>
        (tasks.find((task) => task.name === name)?.needs ?? []).some(
          (need) => doomed(need) || ended.get(need) === 'failed',
        );
      for (const { name, ends, needs } of tasks) {
        assert.equal(ended.get(name), doomed(name) ? 'blocked' : ends);
        if (doomed(name)) assert.ok(needs.includes(because.get(name) ?? ''), 'it says because of which');
      }
    }),
  );
});

test('when there is no time left, what runs ends, and the rest is called late', () => {
  fc.assert(
    fc.property(graphs, anyLimits, fc.nat({ max: 20 }), (tasks, limits, lateFrom) => {
      const { starts, ended } = simulate(tasks, limits, lateFrom);
      for (const { name, ends } of tasks) {
        const start = starts.get(name);
        if (start !== undefined) assert.ok(start < lateFrom && ended.get(name) === ends);
      }
    }),
  );
});

test('once nobody can say whether an effect happened, nothing more is begun', () => {
  const tasks = ['a', 'b'].map((name) => ({ name, component: 'x', effect: 'keyed', needs: [] }) as const);
  const progress = { ended: new Map([['a', 'unknown'] as const]), running: new Set<string>() };
  assert.deepEqual(nextMoves(tasks, progress, { isLate: false }).start, []);
});

test('what a decision allows later goes on where the plan stood', () => {
  fc.assert(
    fc.property(graphs, (all) => {
      const tasks = all.map(
        (task): Simulated => (task.ends === 'waiting' ? task : { ...task, ends: 'done' }),
      );
      const first = simulate(tasks, roomy);
      const decided = new Map([...first.ended].map(([name]) => [name, 'done'] as const));
      const rest = tasks.filter(({ name }) => !decided.has(name));
      const { start } = nextMoves(
        tasks,
        { ended: decided, running: new Set() },
        { isLate: false, limits: roomy },
      );
      const ready = freeOfLanes(rest).filter(({ needs }) => needs.every((need) => decided.has(need)));
      if (rest.length > 0) assert.ok(start.length > 0 && start.length <= ready.length);
    }),
  );
});

const runningAt = ({ starts, stops }: Run, tasks: readonly Simulated[], at: number) =>
  tasks.filter(({ name }) => {
    const start = starts.get(name);
    return start !== undefined && start <= at && at < (stops.get(name) ?? Number.POSITIVE_INFINITY);
  });
