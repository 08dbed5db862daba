import { createForeignDataCheck } from '../src/domain/guardrails/no-foreign-data.ts';
import { containsAny, findSecret } from '../src/domain/guardrails/no-secrets.ts';
import type { OutputGuardrail } from '../src/domain/manifest.ts';
import type { ModelRequest } from '../src/domain/model.ts';
import type { Next } from '../src/domain/next-model.ts';

/** Thrown when a rule doesn't let a sentence of the assistant pass. Its message doesn't repeat the sentence. */
export class Withheld extends Error {
  override readonly name = 'Withheld';
  readonly rule: OutputGuardrail;
  /** Who is asked next, once that is settled. */
  next?: Next;

  constructor(rule: OutputGuardrail) {
    super(`${rule} let a sentence not pass`);
    this.rule = rule;
  }
}

/** Throws `Withheld` when it may not be shown. */
export type OutputGuard = (text: string) => void;

/** Checks what an assistant is about to say against its output rules; what the model was told counts as known. */
export function createOutputGuard(
  rules: readonly OutputGuardrail[],
  request: ModelRequest,
  secrets: readonly string[],
): OutputGuard {
  const isForeign = rules.includes('no-foreign-data') ? createForeignDataCheck(knownTo(request)) : undefined;
  const checks = {
    'no-secrets': (text) => findSecret(text) !== undefined || containsAny(text, secrets),
    'no-foreign-data': (text) => (isForeign?.(text) ?? []).length > 0,
  } as const satisfies Record<OutputGuardrail, (text: string) => boolean>;
  return (text) => {
    const broken = rules.find((rule) => checks[rule](text));
    if (broken) throw new Withheld(broken);
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
