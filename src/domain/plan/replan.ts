import type { TaskEnd } from './plan.ts';
import { planBounds } from './plan-bounds.ts';

/**
 * Whether another plan is worth a model call: what the tasks found decides what else is to be done, or a failure has
 * cost more than itself. A task that merely failed is told to the model that answers. Words for the trace; undefined: no.
 */
export function replanReason(
  { isOpen }: { readonly isOpen: boolean },
  ends: Iterable<TaskEnd>,
  replans: number,
): string | undefined {
  const all = [...ends];
  if (replans >= planBounds.replansMax) return undefined;
  if (all.some((end) => stops.includes(end))) return undefined;
  if (all.includes('blocked')) return 'what a task needed could not be had';
  return isOpen && all.includes('done') ? 'what was found decides what else is to be done' : undefined;
}

/** A person has to act first, or there is no time. */
const stops: readonly TaskEnd[] = ['unknown', 'waiting', 'running', 'rejected', 'late'];
