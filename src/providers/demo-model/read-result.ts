/** What a tool's result says happened. */
export type Reading =
  | { readonly state: 'waiting' | 'failed' }
  | { readonly state: 'rejected'; readonly reason: string }
  | { readonly state: 'nothing' }
  /** Data, or words where it had none. */
  | { readonly state: 'done'; readonly data: unknown; readonly isRepeated: boolean };

/** Results come as JSON, as words, or as JSON with words around it; whatever it is, it has an outcome. */
export function readResult(content: string): Reading {
  const { data, words } = split(content);
  const said = [words, ...statementsOf(data)].join(' ');
  if (waiting.test(said)) return { state: 'waiting' };
  if (rejected.test(said)) return { state: 'rejected', reason: reasonOf(data, words) };
  if (failed.test(said) || (isRecord(data) && (data.error || data.ok === false))) return { state: 'failed' };
  if (isNothing(data)) return { state: 'nothing' };
  return { state: 'done', data: data ?? words, isRepeated: repeated.test(said) };
}

const waiting =
  /\b(await\w*|waits?|waiting)\b.{0,40}\b(approval|decision|person|colleague|operator)|\b(approval|decision)\b.{0,20}\b(pending|needed|required)|needs? (an? )?approval|pending approval/i;
const rejected = /\b(rejected|refused|declined|denied|not approved|expired|not allowed)\b/i;
const failed = /\b(failed|failure|error|unavailable|timed? ?out|timeout|not run|could not|couldn't)\b/i;
const repeated = /\b(already|done before|repeated|earlier)\b/i;

function split(content: string): { data: unknown; words: string } {
  const start = content.search(/[[{]/);
  const end = Math.max(content.lastIndexOf('}'), content.lastIndexOf(']')) + 1;
  if (start === -1 || end <= start) return { data: undefined, words: content.trim() };
  try {
    const data: unknown = JSON.parse(content.slice(start, end));
    return { data: unwrapped(data), words: (content.slice(0, start) + content.slice(end)).trim() };
  } catch {
    return { data: undefined, words: content.trim() };
  }
}

/** An envelope that holds the result beside words about it. */
function unwrapped(data: unknown): unknown {
  if (!isRecord(data)) return data;
  const inner = data.result ?? data.output ?? data.data;
  return isRecord(inner) ? { ...inner, ...withoutEnvelope(data) } : data;
}

const withoutEnvelope = ({ result: _, output: _o, data: _d, ...rest }: Record<string, unknown>) => rest;

/** The fields that speak about a result rather than being it. */
function statementsOf(data: unknown): string[] {
  if (!isRecord(data)) return [];
  return ['status', 'state', 'outcome', 'decision', 'note', 'message']
    .map((key) => data[key])
    .filter((value) => typeof value === 'string')
    .map((value) => value.replaceAll('_', ' '));
}

function reasonOf(data: unknown, words: string): string {
  if (isRecord(data) && typeof data.reason === 'string') return data.reason;
  const found =
    /\b(?:reason|because|grund)\W{1,3}(.{1,300})/is.exec(words) ?? /^\W*\w{1,20}: (.{1,300})/s.exec(words);
  return found?.[1]?.trim() ?? '';
}

function isNothing(data: unknown): boolean {
  if (data === null || (Array.isArray(data) && data.length === 0)) return true;
  if (!isRecord(data)) return false;
  const values = Object.values(data);
  return (
    data.found === false ||
    (values.length > 0 && values.every((value) => Array.isArray(value) && value.length === 0))
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
