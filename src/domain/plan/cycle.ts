import { needsOf, type Task } from './plan.ts';

/** Tasks that wait for each other, from one round to it again; undefined: there are none. */
export function cycleIn(tasks: readonly Task[]): string[] | undefined {
  const needs = new Map(tasks.map((task) => [task.name, needsOf(task)]));
  const isFine = new Set<string>();
  const follow = (name: string, path: readonly string[]): string[] | undefined => {
    const before = path.indexOf(name);
    if (before !== -1) return [...path.slice(before), name];
    if (isFine.has(name)) return undefined;
    for (const need of needs.get(name) ?? []) {
      const cycle = follow(need, [...path, name]);
      if (cycle) return cycle;
    }
    isFine.add(name);
    return undefined;
  };
  for (const { name } of tasks) {
    const cycle = follow(name, []);
    if (cycle) return cycle;
  }
  return undefined;
}
