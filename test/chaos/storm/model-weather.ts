import { type Chance, chanceOf } from '../../seam/random.ts';
import type { WrittenTool } from '../../start/support/write-assistant.ts';
import type { Script, StandInRequest } from '../../support/stand-in-model.ts';
import type { Reply } from '../../support/stand-in-reply.ts';
import { createWorkScript } from '../support/work-script.ts';
import { canary } from './canary.ts';
import { officeReply } from './office-script.ts';

/** One request as its vendor would bill it. */
export interface Bill {
  readonly token: string;
  readonly model: string;
  readonly tokens: number;
}

/**
 * A model's vendor on a bad day: what goes wrong with a call is decided by the seed, the wish and how often that was
 * asked. Some wishes the first models never answer; the second one answers all but those of the doomed.
 */
export function createModelWeather(seed: number, tools: readonly WrittenTool[]) {
  const calls = new Map<string, number>();
  const bills: Bill[] = [];
  const faults = new Map<string, number>();
  const fieldOf = (name: string) => tools.find((tool) => tool.name === name)?.field ?? '';
  const works = createWorkScript({ fieldOf, delayMs: 4 });
  const slowly = createWorkScript({ fieldOf, delayMs: 60 });

  const scriptFor = (token: string): Script => {
    if (/^(plans|agents|asks)/.test(token)) return officeReply;
    return /^(taken|closed)/.test(token) ? slowly : works;
  };

  const script: Script = async (request, call) => {
    const token = tokenIn(request);
    const key = `${token} ${request.model}`;
    const nth = (calls.get(key) ?? 0) + 1;
    calls.set(key, nth);
    const fault = faultFor({ token, model: request.model, nth, seed });
    if (fault) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    const chance = chanceOf('reply', seed, key, nth);
    const whole = await scriptFor(token)(request, call);
    const reply = fault ? replies[fault](chance, tools, whole) : whole;
    bills.push({ token, model: request.model, tokens: billed(request, reply) });
    return reply;
  };
  return { script, bills: bills as readonly Bill[], faults: faults as ReadonlyMap<string, number> };
}

/** Of the newest wish in it, wherever that stands. */
const tokenIn = ({ raw }: StandInRequest) =>
  [...JSON.stringify(raw.messages).matchAll(/please do (\S+) with/g)].at(-1)?.[1] ?? '';

const stickyShare = 0.3;
const passingShare = 0.15;
/** After so many failures a wish that isn't sticky is answered. */
const passingMax = 2;

function faultFor(asked: { token: string; model: string; nth: number; seed: number }): FaultName | undefined {
  const { token, model, nth, seed } = asked;
  if (token.startsWith('doomed')) return 'hang';
  // Where sizes and sums are measured, all turns are alike.
  if (model === 'backup' || /^(long|thrifty)/.test(token)) return undefined;
  const ofWish = chanceOf('wish', seed, token);
  if (ofWish.happens(stickyShare)) return ofWish.pick(outages);
  const ofCall = chanceOf('call', seed, token, nth);
  return nth <= passingMax && ofCall.happens(passingShare) ? ofCall.pick(names) : undefined;
}

type FaultReply = (chance: Chance, tools: readonly WrittenTool[], whole: Reply) => Reply;

/** What goes wrong, and with which words of the vendor's, none of which may come through. */
const replies = {
  'rate-limited': () => ({ status: 429, body: vendorsWords() }),
  'rate-limited-until': () => ({ status: 429, headers: { 'retry-after': '1' }, body: vendorsWords() }),
  'server-error': () => ({ status: 500, body: vendorsWords() }),
  hang: (chance) => ({ hang: chance.happens(0.5) ? 'before-headers' : 'mid-stream' }),
  drip: () => ({ drip: canary, everyMs: 20 }),
  cut: (chance, _tools, whole) =>
    'text' in whole ? { ...whole, cutAfter: chance.between(1, 20) } : { text: 'Let me see.', cutAfter: 1 },
  'malformed-json': () => ({ events: [`{"choices": [{"delta": {"content": "${canary}`] }),
  'wrong-schema': () => ({ events: [{ choices: canary }] }),
  'unknown-tool': () => ({ toolCalls: [{ name: 'no_such_tool', args: { about: canary } }] }),
  'wrong-arguments': (_chance, tools) => ({
    toolCalls: [{ name: tools[0]?.name ?? '', args: { nobody_asked: canary } }],
  }),
  megabyte: () => ({ raw: `data: ${canary.repeat(Math.ceil(1_048_576 / canary.length))}` }),
  empty: () => ({ text: '' }),
  refusal: () => ({ text: '', refusal: `I can't do that, ${canary}.` }),
} as const satisfies Record<string, FaultReply>;

type FaultName = keyof typeof replies;

const names = Object.keys(replies) as [FaultName, ...FaultName[]];
/** A model that asks for what isn't there is told so, and asked again: that must come to an end. */
const outages = names.filter((name) => !/tool|arguments/.test(name)) as typeof names;

const vendorsWords = () => ({ error: { message: `upstream said ${canary}`, type: canary, code: null } });

/** A quarter token a character, of all that came in and of what went out; nothing for a refusal by status. */
function billed({ raw }: StandInRequest, reply: Reply): number {
  if ('status' in reply) return 0;
  const said = 'text' in reply ? [reply.text ?? ''].flat() : [];
  const words = said.filter((piece) => typeof piece === 'string');
  const sent = 'cutAfter' in reply ? words.slice(0, reply.cutAfter) : words;
  return Math.ceil(JSON.stringify(raw).length / 4) + Math.ceil(sent.join('').length / 4);
}
