import { asksForPlan, given, planReply, read, task } from '../../plan/support/plans.ts';
import { asksForIntent, intentReply } from '../../support/classification.ts';
import type { StandInRequest } from '../../support/stand-in-model.ts';
import type { Answer } from '../../support/stand-in-reply.ts';
import { answerTo } from '../support/work-script.ts';
import { inward } from './canary.ts';

/** What the office's models say, each for the agent that it speaks as; a wish names what it takes. */
export function officeReply(request: StandInRequest): Answer {
  const { token, ways } = wishIn(request);
  if (asksForIntent(request)) return intentReply({ intent: 'other', parts: ways.includes('plan') ? 4 : 1 });
  if (asksForPlan(request)) return planFor(request, token, ways);
  const call = callFor(request, token, ways);
  if (call) return { toolCalls: [call] };
  const rules = rulesIn(request);
  if (rules.includes('You give advice.')) return { text: `${inward} ${token} is well known.` };
  return { text: `${answerTo(token, 0)}${sourceIn(rules)}`, delayMs: 4 };
}

/** The newest wish that it is about, in the customer's words or another agent's. */
function wishIn({ messages }: StandInRequest): { token: string; ways: readonly string[] } {
  const words = messages.findLast(({ role, content }) => role === 'user' && wishPattern.test(content ?? ''));
  const [, token = '', ways = ''] = wishPattern.exec(words?.content ?? '') ?? [];
  return { token, ways: ways.split('+').slice(1) };
}

const wishPattern = /please do (\S+) with (\S*)/;

/** What that agent does before it answers; undefined: nothing any more. */
function callFor(request: StandInRequest, token: string, ways: readonly string[]) {
  const wants = (name: string, args: object) =>
    isOffered(request, name) && !wasAsked(request, name, token) ? { name, args } : undefined;
  const rules = rulesIn(request);
  if (rules.includes('You give advice.')) return wants('look_up', { what: token });
  if (rules.includes('You are with the orders.')) return wants('book', { place: token });
  const question = `please do ${token} with care`;
  const asks = ways.includes('ask') ? wants('ask_advice', { question }) : undefined;
  if (asks || !ways.includes('handoff')) return asks;
  return wants('hand_off_to_orders', { reason: 'It is theirs.', note: `They want ${token}.` });
}

const isOffered = ({ tools }: StandInRequest, wanted: string) =>
  tools.some(({ function: { name } }) => name === wanted);

const wasAsked = ({ messages }: StandInRequest, wanted: string, token: string) =>
  messages.some(({ tool_calls = [] }) =>
    tool_calls.some(
      ({ function: { name, arguments: args } }) => name === wanted && args.includes(`${token}`),
    ),
  );

const rulesIn = ({ messages }: StandInRequest) =>
  messages.find(({ role }) => role === 'system')?.content ?? '';

/** Two look-ups at once; a paper from what the one found, a place once the other is done, and money if a person says so. */
function planFor({ raw }: StandInRequest, token: string, ways: readonly string[]): Answer {
  if (JSON.stringify(raw.messages).includes('There is to be another plan'))
    return planReply([
      task('again', 'look_up', [given('what', `${token}-again`)]),
      task('file_again', 'file', [read('paper', 'again', '/receipt')]),
    ]);
  const tasks = [
    task('find', 'look_up', [given('what', token)]),
    task('other', 'look_up', [given('what', `${token}-other`)]),
    task('paper', 'file', [read('paper', 'find', '/receipt')]),
    task('place', 'book', [given('place', token)], ['other']),
  ];
  if (!ways.includes('refund')) return planReply(tasks);
  return planReply([
    ...tasks,
    task('money', 'refund', [given('order', token)]),
    task('proof', 'file', [read('paper', 'money', '/receipt')]),
  ]);
}

/** Where the answer rests on a passage it says so, and once more with a number that there isn't. */
function sourceIn(rules: string): string {
  if (rules.includes('<passages>')) return ' So it stands there [1]. And nowhere else [99].';
  return rules.includes("can't be searched") ? ' I could not look it up.' : '';
}
