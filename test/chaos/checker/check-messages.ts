import type { Evidence, Finding, Visit } from './evidence.ts';
import type { MessageRow, TurnRow } from './rows.ts';

/** I1 and I2: what was accepted came to one end, and was handled once. And most of it was answered. */
export async function checkMessages({ visits, rows }: Evidence): Promise<Finding[]> {
  const lost: string[] = [];
  const twice: string[] = [];
  const shares = { answered: 0, all: 0 };
  let posted = 0;
  for (const visit of visits) {
    const messages = await rows.messages(visit.conversationId);
    const turns = await rows.turns(visit.conversationId);
    posted += visit.posted.length;
    const name = (violation: string) => `${visit.tag} (${visit.conversationId}): ${violation}`;
    lost.push(...withoutEnd(visit, messages, turns).map(name));
    twice.push(...moreThanOnce(visit, messages, turns).map(name));
    if (!answerableRoles.includes(visit.role)) continue;
    const own = messages.filter(({ sender }) => sender === 'customer');
    shares.all += own.length;
    shares.answered += own.filter(({ disposition }) => disposition === 'answered').length;
  }
  const share = shares.answered / Math.max(1, shares.all);
  const note = `${shares.answered} of ${shares.all}, ${(share * 100).toFixed(1)} %`;
  const tooFew = share < shareMin ? [`only ${note} were answered`] : [];
  return [
    { about: 'I1 every message ends', looked: posted, violations: lost },
    { about: 'I2 handled once', looked: posted, violations: twice },
    { about: 'a fallback answers', looked: shares.all, violations: tooFew, note },
  ];
}

/** Nobody takes these over, nothing caps them, and one model is always well. */
const answerableRoles = ['calm', 'burst', 'long', 'approval', 'plans', 'agents', 'asks'];
const shareMin = 0.9;
const ends = ['answered', 'handed_over', 'closed'];

function withoutEnd({ posted }: Visit, messages: readonly MessageRow[], turns: readonly TurnRow[]): string[] {
  return [
    ...posted
      .filter(({ id }) => !messages.some((row) => row.id === id))
      .map(({ text }) => `"${text}" is lost`),
    ...messages
      .filter(({ sender, disposition }) => sender === 'customer' && !ends.includes(disposition ?? ''))
      .map(({ seq, disposition }) => `message ${seq} is ${disposition}`),
    ...messages
      .filter(({ disposition, reason }) => /handed_over|closed/.test(disposition ?? '') && !reason)
      .map(({ seq, disposition }) => `message ${seq} is ${disposition}, and nobody says why`),
    ...turns.filter(({ outcome }) => outcome === null).map(({ number }) => `turn ${number} is open`),
  ];
}

function moreThanOnce(
  { posted }: Visit,
  messages: readonly MessageRow[],
  turns: readonly TurnRow[],
): string[] {
  const said = messages.filter(({ sender }) => sender === 'customer');
  const answered = turns.filter(({ outcome }) => outcome === 'answered');
  const answers = messages.filter(({ kind }) => kind === 'answer');
  const violations = messages
    .filter(({ seq }, at) => seq !== at + 1)
    .map(({ seq }, at) => `message ${seq} stands at place ${at + 1}`);
  for (const { text } of posted) {
    const count = said.filter((row) => row.text === text).length;
    if (count > 1) violations.push(`"${text}" stands there ${count} times`);
  }
  for (const { seq, disposition } of said) {
    const turnsOfIt = answered.filter(({ message_seqs }) => message_seqs.includes(seq)).length;
    const mayBe = disposition === 'answered' ? [0, 1] : [0];
    if (!mayBe.includes(turnsOfIt))
      violations.push(`message ${seq}, ${disposition}, was answered by ${turnsOfIt} turns`);
  }
  for (const { id, number } of answered) {
    const count = answers.filter(({ turn_id }) => turn_id === id).length;
    if (count !== 1) violations.push(`turn ${number} has ${count} answers`);
  }
  for (const { seq, turn_id } of answers)
    if (!answered.some(({ id }) => id === turn_id)) violations.push(`answer ${seq} has no answered turn`);
  return violations;
}
