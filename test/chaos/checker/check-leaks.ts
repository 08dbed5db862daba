import type { Evidence, Finding, Visit } from './evidence.ts';

/** I3: no word of a failure in anything that a customer could read, nor in the logs; and they read what is stored. */
export async function checkLeaks({ visits, rows, http, logs, canary, inward }: Evidence): Promise<Finding> {
  const violations: string[] = [];
  const leaks = [new RegExp(canary), new RegExp(inward), /\bat \S+ \(?(file|node):/, /ECONN|stack trace/];
  for (const visit of visits) {
    const read = await transcriptOf(http, visit);
    const words = JSON.stringify([visit.heard, read]);
    for (const leak of leaks)
      if (leak.test(words)) violations.push(`${visit.tag}: a customer could read ${excerpt(words, leak)}`);
    const stored = await rows.messages(visit.conversationId);
    if (stored.map(({ text }) => text).join('\n') !== read.map(({ text }) => text).join('\n'))
      violations.push(`${visit.tag}: ${read.length} messages are shown, ${stored.length} are there`);
  }
  const said = logs.filter((text) => text.includes(canary));
  for (const text of said) violations.push(`a log says ${excerpt(text, leaks[0] as RegExp)}`);
  const bytes = logs.reduce((sum, text) => sum + text.length, 0);
  return {
    about: 'I3 no words of failures',
    looked: visits.length,
    violations,
    note: `${bytes} bytes of logs`,
  };
}

async function transcriptOf(http: string, { token }: Visit): Promise<{ text: string }[]> {
  const items: { text: string }[] = [];
  for (let after: number | string | null = 0; after !== null; ) {
    const response = await fetch(`${http}/v1/chat/messages?after=${after}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.status !== 200) throw new Error(`the transcript: ${response.status}`);
    const page = (await response.json()) as { items: { text: string }[]; nextCursor: string | null };
    items.push(...page.items);
    after = page.nextCursor;
  }
  return items;
}

function excerpt(text: string, leak: RegExp): string {
  const at = leak.exec(text)?.index ?? 0;
  return JSON.stringify(text.slice(Math.max(0, at - 200), at + 100));
}
