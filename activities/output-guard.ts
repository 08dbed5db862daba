import type { TurnRef } from '../src/domain/engine.ts';
import { createForeignDataCheck } from '../src/domain/guardrails/no-foreign-data.ts';
import { containsAny, findSecret } from '../src/domain/guardrails/no-secrets.ts';
import type { OutputGuardrail } from '../src/domain/manifest.ts';
import type { ModelRequest } from '../src/domain/model.ts';
import type { Next } from '../src/domain/next-model.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Dependencies } from './dependencies.ts';
import { failedOutcome, lookThrough } from './guardrail.ts';

/** Thrown when a rule doesn't let a sentence of the assistant pass. Its message doesn't repeat the sentence. */
export class Withheld extends Error {
  override readonly name = 'Withheld';
  readonly rule: OutputGuardrail;
  /** `unchecked`: the rule could not look at it, and lets nothing pass then. */
  readonly why: 'withheld' | 'unchecked';
  /** Who is asked next, once that is settled. */
  next?: Next;

  constructor(rule: OutputGuardrail, why: Withheld['why'] = 'withheld') {
    super(`${rule} let a sentence not pass`);
    this.rule = rule;
    this.why = why;
  }
}

/** Throws `Withheld` when it may not be shown. */
export type OutputGuard = (text: string) => Promise<void>;

export type GuardParts = Pick<Dependencies, 'components' | 'log' | 'steps' | 'secrets'>;

/** Checks what an assistant is about to say against its output rules; what the model was told counts as known. */
export function createOutputGuard(
  dependencies: GuardParts,
  { turn, assistant }: { readonly turn: TurnRef; readonly assistant: Assistant },
  request: ModelRequest,
): OutputGuard {
  const { steps, secrets } = dependencies;
  const rules = assistant.guardrails.output;
  let isForeign: ReturnType<typeof createForeignDataCheck> | undefined;
  const checks = {
    'no-secrets': (text) => findSecret(text) !== undefined || containsAny(text, secrets),
    'no-foreign-data': (text) => {
      isForeign ??= createForeignDataCheck(knownTo(request));
      return isForeign(text).length > 0;
    },
  } as const satisfies Record<OutputGuardrail, (text: string) => boolean>;

  async function noteFailure(rule: OutputGuardrail, mayPass: boolean): Promise<void> {
    await steps.record({
      id: `${turn.turnId}:guardrail:${rule}`,
      ...turn,
      kind: 'guardrail',
      component: rule,
      startedAt: new Date(),
      attempts: 1,
      outcome: failedOutcome(mayPass),
    });
  }

  return async (text) => {
    for (const guardrail of rules) {
      const looked = await lookThrough(dependencies, { assistant, guardrail }, () => checks[guardrail](text));
      if ('found' in looked && looked.found) throw new Withheld(guardrail);
      if ('found' in looked) continue;
      await noteFailure(guardrail, looked.mayPass);
      if (!looked.mayPass) throw new Withheld(guardrail, 'unchecked');
    }
  };
}

/** Everything that the model was given: what stands there may be said again. */
const knownTo = ({ messages }: ModelRequest) =>
  messages
    .map((message) => {
      const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
      return [message.content, ...calls.map(({ argumentsText }) => argumentsText)].join('\n');
    })
    .join('\n');
