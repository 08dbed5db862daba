import { wordsIn } from '../words/words.ts';

/** What a tool's result says happened. */
export type Reading =
  | { readonly state: 'started' | 'waiting' | 'failed' | 'unproved' | 'uncertain' | 'nothing' | 'not_run' }
  /** By a person, or by the tool itself; with the words that were given for it. */
  | { readonly state: 'rejected' | 'refused'; readonly reason: string }
  /** The arguments weren't as the tool wants them; the name of one, where it is told. */
  | { readonly state: 'wrong'; readonly parameter: string | undefined }
  /** Data, or words where it had none. */
  | { readonly state: 'done'; readonly data: unknown; readonly isRepeated: boolean };

/** Results come as JSON, as words, or as JSON with words around it; whatever it is, it has an outcome. */
export function readResult(content: string): Reading {
  const { data, envelope, words } = split(content);
  const said = [words, ...statementsOf(envelope), ...statementsOf(data)].join(' ').slice(0, saidMax);
  if (notRun.test(said)) return { state: 'not_run' };
  if (wrong.test(said)) return { state: 'wrong', parameter: /→ at ([\w.]{1,60})/.exec(said)?.[1] };
  if (unproved.test(said)) return { state: 'unproved' };
  if (uncertain.test(said)) return { state: 'uncertain' };
  if (isRecord(data) && data.refused === true) return { state: 'refused', reason: reasonOf(data, words) };
  if (isRecord(data) && started.has(data.status)) return { state: 'started' };
  if (waiting.test(said)) return { state: 'waiting' };
  if (rejected.test(said)) return { state: 'rejected', reason: reasonOf(data, words) };
  if (failed.test(said) || (isRecord(data) && (data.error || data.ok === false))) return { state: 'failed' };
  if (isNothing(data)) return { state: 'nothing' };
  return { state: 'done', data: data ?? words, isRepeated: repeated.test(said) };
}

const saidMax = 4_000;

const notRun = /\b(was|were) not run\b|\bnot executed\b/i;
const wrong = /\b(wrong|invalid) arguments?\b|\barguments are not\b/i;
const unproved =
  /\bnot proved who\b|\b(sign|log)(ged)?[ -]?in\b.{0,20}\b(needed|required|first)\b|\bunauthenticated\b|\bnot authenticated\b/i;
const uncertain = /\bnobody can say whether\b|\bunknown whether\b/i;
/** Its result comes by itself. */
const started: ReadonlySet<unknown> = new Set(['started', 'already under way']);
const waiting =
  /\b(await\w*|waits?|waiting)\b.{0,40}\b(approval|decision|person|colleague|operator)|\b(approval|decision)\b.{0,20}\b(pending|needed|required)|needs? (an? )?(approval|decision)|pending approval/i;
const rejected = /\b(rejected|refused|declined|denied|not approved|decided against|expired|not allowed)\b/i;
const failed = /\b(failed|failure|error|unavailable|timed? ?out|timeout|could not|couldn't)\b/i;
const repeated = /\b(already|done before|repeated|earlier)\b/i;

function split(content: string): { data: unknown; envelope: unknown; words: string } {
  const start = content.search(/[[{]/);
  const end = Math.max(content.lastIndexOf('}'), content.lastIndexOf(']')) + 1;
  const onlyWords = { data: undefined, envelope: undefined, words: content.trim() };
  if (start === -1 || end <= start) return onlyWords;
  try {
    const envelope: unknown = JSON.parse(content.slice(start, end));
    const inner = isRecord(envelope) ? (envelope.result ?? envelope.output ?? envelope.data) : undefined;
    const words = (content.slice(0, start) + content.slice(end)).trim();
    return { data: isRecord(inner) ? inner : envelope, envelope, words };
  } catch {
    return onlyWords;
  }
}

/** What speaks about a result rather than being it: some texts, and flags that are up. */
function statementsOf(data: unknown): string[] {
  if (!isRecord(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    if (value === true) return [wordsIn(key).join(' ')];
    return typeof value === 'string' && statements.has(key) ? [value.replaceAll('_', ' ')] : [];
  });
}

const statements = new Set(['status', 'state', 'outcome', 'decision', 'note', 'message', 'error']);

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
