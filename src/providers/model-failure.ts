import { APIConnectionError, APIError } from 'openai';
import { ZodError } from 'zod';
import { ModelError, type ModelErrorFacts, type ModelErrorKind } from '../domain/model-error.ts';
import { OversizedResponse } from './response-size.ts';
import { retryAfterMs } from './retry-after.ts';

/** No chunk came for the time that a chunk may take. */
export class SilentVendor extends Error {}

/** The vendor answered 200 with something else than a stream of events. */
export class NotAStream extends Error {}

interface Circumstances {
  readonly hadOutput: boolean;
  readonly apiKey: string | null;
}

/** What the `openai` package, `fetch` or our own checks threw, as the error that callers decide on. */
export function toModelError(error: unknown, { hadOutput, apiKey }: Circumstances): ModelError {
  const fail = (kind: ModelErrorKind, message: string, facts: Partial<ModelErrorFacts> = {}) =>
    new ModelError(kind, message, { hadOutput, detail: withoutKey(textOf(error), apiKey), ...facts });

  if (error instanceof ModelError) return error;
  if (error instanceof SilentVendor)
    return fail('transient', "The model's vendor stayed silent for too long.");
  if (error instanceof NotAStream) return fail('transient', "The model's vendor answered with a page.");
  if (error instanceof OversizedResponse)
    return fail('transient', "The model's vendor sent too much at once.");
  if (error instanceof SyntaxError || error instanceof ZodError)
    return fail('transient', "The model's vendor sent a chunk that can't be read.");
  if (isUnreachable(error))
    return fail('unavailable', "The model's vendor can't be reached.", { wasSent: false });
  if (error instanceof APIConnectionError || isNetworkError(error))
    return fail('transient', "The connection to the model's vendor broke.");
  if (!(error instanceof APIError)) return fail('bug', 'The model could not be asked.');

  // An error inside a stream has no status of its own, but some vendors put one into its code.
  const status = error.status ?? statusIn(error.error);
  const kind = kindOf(status, error);
  return fail(kind, messageOf(kind, status), { status, retryAfterMs: retryAfterMs(error.headers) });
}

function kindOf(status: number | undefined, { code, type }: APIError): ModelErrorKind {
  const named = kindOfCode.get(String(code)) ?? (status === undefined && kindOfCode.get(String(type)));
  if (named) return named;
  if (status === undefined) return 'transient';
  if (status === 429) return 'rate_limited';
  if (status === 402) return 'exhausted';
  return status >= 500 || passing.has(status) ? 'transient' : 'invalid';
}

/** Words of OpenAI's, Azure's and OpenRouter's that say more than the status beside them. */
const kindOfCode: ReadonlyMap<string, ModelErrorKind> = new Map([
  ['insufficient_quota', 'exhausted'],
  ['billing_hard_limit_reached', 'exhausted'],
  ['rate_limit_exceeded', 'rate_limited'],
  ['content_filter', 'refused'],
  ['content_policy_violation', 'refused'],
  ['context_length_exceeded', 'invalid'],
  ['invalid_request_error', 'invalid'],
]);

/** Statuses below 500 that go away by themselves: timeout, conflict, too early. */
const passing = new Set([408, 409, 425]);

function messageOf(kind: ModelErrorKind, status: number | undefined): string {
  const seen = status === undefined ? '' : ` (${status})`;
  if (status === 401 || status === 403) return `The model's vendor doesn't accept our key${seen}.`;
  if (status === 404) return `The model's vendor knows no such model or address${seen}.`;
  return `${messages[kind]}${seen}.`;
}

const messages = {
  transient: "The model's vendor failed",
  rate_limited: "The model's vendor asks us to slow down",
  unavailable: "The model's vendor can't be reached",
  refused: "The model's vendor filtered the request",
  invalid: "The model's vendor doesn't accept the request",
  exhausted: "The account with the model's vendor has no money left",
  bug: 'The model could not be asked',
} as const satisfies Record<ModelErrorKind, string>;

/** Nothing was sent: no name, no route, nobody listening. */
function isUnreachable(error: unknown): boolean {
  return causesOf(error).some(({ code }) => unreachable.has(String(code)));
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A socket that breaks during the answer comes from `fetch` as a TypeError whose cause has a code. */
function isNetworkError(error: unknown): boolean {
  return causesOf(error).some(({ code }) => typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code));
}

function causesOf(error: unknown): { code?: unknown }[] {
  const causes: (Error & { code?: unknown })[] = [];
  for (let next = error; next instanceof Error && causes.length < causesMax; next = next.cause)
    causes.push(next);
  return causes;
}

const causesMax = 5;

function statusIn(body: unknown): number | undefined {
  const code = body instanceof Object && 'code' in body ? Number(body.code) : Number.NaN;
  return Number.isInteger(code) && code >= 400 && code <= 599 ? code : undefined;
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Some vendors repeat the key that they didn't accept. */
const withoutKey = (text: string, apiKey: string | null) => (apiKey ? text.replaceAll(apiKey, '…') : text);
