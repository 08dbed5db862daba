import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { ComponentUnavailable } from '../domain/component.ts';

/** After so many faults in a row nobody calls it any more. */
const faultsMax = 5;
/** A breaker closes by itself after this where the database can't say that the component is well again. */
const halfOpenAfterMs = 30_000;

/** This process's own circuit breakers, by component. `onBreak` is told what the last call threw. */
export function createBreakers(onBreak: (id: string, error: unknown) => void) {
  const breakers = new Map<string, CircuitBreakerPolicy>();

  function breakerOf(id: string): CircuitBreakerPolicy {
    const known = breakers.get(id);
    if (known) return known;
    // What counts as a fault is known to the call; it arrives here as `Fault`.
    const breaker = circuitBreaker(
      handleWhen((error) => error instanceof Fault),
      { halfOpenAfter: halfOpenAfterMs, breaker: new ConsecutiveBreaker(faultsMax) },
    );
    breaker.onBreak((reason) => onBreak(id, 'error' in reason ? causeOf(reason.error) : undefined));
    breakers.set(id, breaker);
    return breaker;
  }

  return {
    isOpen: (id: string) => breakers.get(id)?.state === CircuitState.Open,
    /** It is well again, whatever this process has seen of it. */
    forget: (id: string) => void breakers.delete(id),

    async run<T>(
      id: string,
      call: () => Promise<T>,
      { isFault }: { isFault: (error: unknown) => boolean },
    ): Promise<T> {
      try {
        return await breakerOf(id).execute(() =>
          call().catch((error: unknown) => {
            throw isFault(error) ? new Fault(error) : error;
          }),
        );
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new ComponentUnavailable(id, 'down');
        throw causeOf(error);
      }
    },
  };
}

/** A call's error that counts against the component. */
class Fault extends Error {
  constructor(error: unknown) {
    super('a call failed', { cause: error });
  }
}

const causeOf = (error: unknown) => (error instanceof Fault ? error.cause : error);
