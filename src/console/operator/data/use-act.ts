import { useCallback, useContext, useState } from 'preact/hooks';
import { Refusal, wordsFor } from './request.ts';
import { SessionContext } from './session.ts';

/** Something that an operator does: one at a time, with what went wrong in words. */
export interface Act {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  /** True when it was done. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  forget(): void;
}

export function useAct(): Act {
  // Who decides by a link has none.
  const onUnauthorised = useContext(SessionContext)?.onUnauthorised;
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = useCallback(
    async (work: () => Promise<unknown>) => {
      setBusy(true);
      setProblem(undefined);
      try {
        await work();
        return true;
      } catch (error) {
        if (onUnauthorised && error instanceof Refusal && error.status === 401) onUnauthorised();
        else setProblem(wordsFor(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [onUnauthorised],
  );
  return { isBusy, problem, run, forget: useCallback(() => setProblem(undefined), []) };
}
