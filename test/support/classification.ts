import type { Script, StandInRequest } from './stand-in-model.ts';
import type { Answer } from './stand-in-reply.ts';

/** Whether a request asks what the customer wants, and not for an answer. */
export function asksForIntent({ raw }: StandInRequest): boolean {
  const format = raw.response_format as { json_schema?: { name?: string } } | undefined;
  return format?.json_schema?.name === 'intent';
}

/** A stand-in's word on what the customer wants. */
export function intentReply(found: {
  readonly intent: string;
  readonly confidence?: number;
  readonly complexity?: string;
  readonly parts?: number;
  readonly language?: string;
}): Answer {
  return { text: JSON.stringify({ confidence: 0.9, complexity: 'simple', language: 'en', ...found }) };
}

/** A script that says of every message that it wants this, and answers the rest as the other says. */
export const wanting =
  (intent: string, answer: Script): Script =>
  (request, call) =>
    asksForIntent(request) ? intentReply({ intent }) : answer(request, call);
