import type { Evidence, Finding, Visit } from './evidence.ts';
import type { MessageRow } from './rows.ts';

/** I6: after a takeover has returned the assistant says nothing, neither in the rows nor on the page. */
export async function checkSilence({ visits, rows }: Evidence): Promise<Finding> {
  const violations: string[] = [];
  let looked = 0;
  for (const visit of visits) {
    const messages = await rows.messages(visit.conversationId);
    const acts = await rows.acts(visit.conversationId);
    looked += visit.taken.length;
    for (const word of messages.filter(isWord)) {
      const last = acts.findLast(({ at }) => at < word.at);
      if (last?.act === 'take_over' || last?.act === 'hand_over')
        violations.push(
          `${visit.tag} (${visit.conversationId}): ${word.kind} ${word.seq}, ${word.id}, was written after ${last.act}`,
        );
    }
    violations.push(...heardWhileTaken(visit, messages).map((one) => `${visit.tag}: ${one}`));
  }
  return { about: 'I6 silence after a takeover', looked, violations };
}

/** All but the note that says that a person is here. */
const isWord = ({ sender, id }: Pick<MessageRow, 'sender' | 'id'>) => sender === 'assistant' && !isNotice(id);
const isNotice = (id: string) => /^(taken|handed)-over-/.test(id);

function heardWhileTaken({ heard, taken }: Visit, messages: readonly MessageRow[]): string[] {
  return taken.flatMap(({ from, to }) => {
    const notice = messages.find(({ id }) => isNotice(id))?.seq ?? 0;
    return heard
      .slice(from, to)
      .filter(({ event, data }) =>
        event === 'delta'
          ? data.text !== ''
          : event === 'message' && data.from === 'assistant' && data.seq > notice,
      )
      .map(({ event, data }) => `the page got ${event} ${JSON.stringify(data)}`);
  });
}
