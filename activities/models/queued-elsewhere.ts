import { componentIdOf } from '../../src/domain/component.ts';
import { isLimited } from '../../src/domain/queue-of-component.ts';
import type { Assistant } from '../../src/registry/assistant.ts';

/** A model whose rate is limited was to be asked outside of its queue: the workflow makes the call again, there. */
export class QueuedElsewhere extends Error {
  override readonly name = 'QueuedElsewhere';
  /** Whose queue it is. */
  readonly component: string;

  constructor(component: string) {
    super(`${component} is asked in a queue of its own`);
    this.component = component;
  }
}

/** Throws `QueuedElsewhere` where the model's calls wait in another queue than the one that this call came by. */
export function demandQueue(
  { assistant, queue }: { readonly assistant: Assistant; readonly queue?: string | undefined },
  tier: string,
): void {
  const component = componentIdOf(assistant.id, 'model', tier);
  const model = assistant.connected.get(tier);
  if (model && isLimited(model) && queue !== component) throw new QueuedElsewhere(component);
}
