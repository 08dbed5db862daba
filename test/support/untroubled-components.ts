import type { Components } from '../../src/domain/component.ts';

/** Every component is well, for tests of something else. */
export const untroubledComponents: Components = {
  stateOf: () => 'ok',
  pauseOf: () => undefined,
  troubleOf: () => undefined,
  guarded: (_id, call) => call(new AbortController().signal),
};
