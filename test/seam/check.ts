import type { Evidence, MessageEvidence } from './evidence.ts';
import type { Played } from './play.ts';
import { wholeAnswer } from './script.ts';

/** What went wrong in one conversation, in words; it trusts rows and what a page saw, and nothing else. */
export function violationsOf(played: Played, evidence: Evidence): string[] {
  return [
    ...everyMessageEnds(played, evidence),
    ...everyMessageOnce(played, evidence),
    ...answersAreWhole(evidence),
    ...noWordWhileTaken(evidence),
    ...noWordSeenWhileTaken(played, evidence),
    ...pageSawTheTranscript(played, evidence),
  ].map((violation) => `${played.tag} (${played.conversationId}): ${violation}`);
}

const said = ({ messages }: Evidence) => messages.filter((message) => message.sender === 'customer');

/** I1: answered, handed over or closed; the last two with a reason. */
function everyMessageEnds({ posted }: Played, evidence: Evidence): string[] {
  const rows = new Map(said(evidence).map((row) => [row.id, row]));
  const lost = posted.filter(({ id, isAccepted }) => isAccepted && !rows.has(id));
  const ends = ['answered', 'handed_over', 'closed'];
  const open = [...rows.values()].filter((row) => !ends.includes(row.disposition ?? ''));
  const unexplained = [...rows.values()].filter(
    (row) => (row.disposition === 'handed_over' || row.disposition === 'closed') && !row.reason,
  );
  return [
    ...lost.map(({ id }) => `I1: accepted message ${id} has no row`),
    ...open.map((row) => `I1: message ${row.seq} is ${row.disposition}`),
    ...unexplained.map((row) => `I1: message ${row.seq} is ${row.disposition} without a reason`),
    ...evidence.turns
      .filter((turn) => turn.outcome === null)
      .map((turn) => `I1: turn ${turn.number} is open`),
  ];
}

/** I2: one row for an id, one answer for a message that is answered, none for any other. */
function everyMessageOnce({ posted }: Played, evidence: Evidence): string[] {
  const violations: string[] = [];
  const answered = evidence.turns.filter((turn) => turn.outcome === 'answered');
  for (const { id, text } of posted) {
    const rows = evidence.messages.filter((row) => row.id === id);
    if (rows.length > 1) violations.push(`I2: message ${id} has ${rows.length} rows`);
    if (rows.some((row) => row.text !== text)) violations.push(`I2: message ${id} has another text`);
  }
  for (const row of said(evidence)) {
    const claims = answered.filter((turn) => turn.message_seqs.includes(row.seq)).length;
    const wanted = row.disposition === 'answered' ? 1 : 0;
    if (claims !== wanted)
      violations.push(`I2: message ${row.seq}, ${row.disposition}, was answered ${claims} times`);
  }
  return violations;
}

/** An answer belongs to one answered turn, and was never cut. */
function answersAreWhole({ messages, turns }: Evidence): string[] {
  const answers = messages.filter((message) => message.kind === 'answer');
  const answered = new Set(turns.filter((turn) => turn.outcome === 'answered').map((turn) => turn.id));
  const turnIds = answers.map((answer) => answer.turn_id ?? '');
  return [
    ...answers.filter(({ text }) => !wholeAnswer.test(text)).map(({ seq }) => `answer ${seq} is a piece`),
    ...answers
      .filter(({ turn_id }) => !answered.has(turn_id ?? ''))
      .map(({ seq }) => `answer ${seq} has no turn`),
    ...(new Set(turnIds).size === turnIds.length ? [] : ['I2: a turn has two answers']),
    ...[...answered].filter((id) => !turnIds.includes(id)).map((id) => `answered turn ${id} has no answer`),
  ];
}

/** I6, by rows: the row's lock orders what an operator did and what the assistant said. */
function noWordWhileTaken({ messages, audit }: Evidence): string[] {
  const acts = audit.filter((entry) => entry.allowed && controlActs.includes(entry.act));
  const words = messages.filter((message) => isWordOfAssistant(message));
  return words.flatMap((word) => {
    const last = acts.findLast((act) => act.at < word.at);
    const isTaken = last?.act === 'take_over' || last?.act === 'hand_over';
    return isTaken ? [`I6: ${word.kind} ${word.seq} was written after ${last?.act}`] : [];
  });
}

const controlActs = ['take_over', 'hand_over', 'hand_back', 'close'];

/** All but the note that says that a person is here. */
const isWordOfAssistant = ({ sender, id }: Pick<MessageEvidence, 'sender' | 'id'>) =>
  sender === 'assistant' && !/^(taken|handed)-over-/.test(id);

/** I6, as the page saw it: from a takeover's return on, nothing new of the assistant's arrives. */
function noWordSeenWhileTaken({ seen, taken }: Played, { messages }: Evidence): string[] {
  const bySeq = new Map(messages.map((message) => [message.seq, message]));
  const isWord = ({ event, data, connection, at }: Played['seen'][number]) => {
    if (event === 'delta') return data.text !== '';
    const row = event === 'message' ? bySeq.get(data.seq) : undefined;
    if (!row || !isWordOfAssistant(row)) return false;
    // A page that comes back is told the past.
    const knownBefore = seen.some(
      (other) => other.event === 'status' && other.connection === connection && other.at <= at,
    );
    return knownBefore;
  };
  return taken.flatMap(({ from, to }) =>
    seen
      .filter((event) => event.at > from && event.at < to && isWord(event))
      .map(({ event, data }) => `I6: the page got ${event} ${JSON.stringify(data)} after the takeover`),
  );
}

/** Over all its connections the page got every row once, in order, as it stands. */
function pageSawTheTranscript({ seen }: Played, { messages }: Evidence): string[] {
  const got = seen.filter(({ event }) => event === 'message').map(({ data }) => data);
  const seqs = got.map(({ seq }) => seq);
  if (seqs.join() !== messages.map(({ seq }) => seq).join())
    return [`the page got messages ${seqs.join()} of ${messages.length}`];
  return got
    .filter(({ text }, index) => text !== messages[index]?.text)
    .map(({ seq }) => `message ${seq} differs`);
}
