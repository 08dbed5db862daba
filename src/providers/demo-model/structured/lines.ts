/** One line of a transcript, as requests write it. */
export interface Line {
  readonly from: 'customer' | 'us';
  readonly text: string;
}

/** The lines of a transcript: `Customer: …`, `Assistant: …`; a text without such marks is a customer's. */
export function linesIn(transcript: string): Line[] {
  const text = transcript.slice(-transcriptMax);
  const lines: Line[] = [];
  for (const raw of text.split('\n').slice(-linesMax)) {
    const marked = /^(Customer|Kunde|User|Assistant|Colleague|Operator|Agent): ?(.*)$/.exec(raw);
    const last = lines.at(-1);
    if (marked)
      lines.push({
        from: isCustomer.test(marked[1] ?? '') ? 'customer' : 'us',
        text: (marked[2] ?? '').slice(0, lineMax),
      });
    else if (last) lines[lines.length - 1] = { ...last, text: `${last.text} ${raw}`.slice(0, lineMax) };
    else if (raw.trim()) lines.push({ from: 'customer', text: raw.slice(0, lineMax) });
  }
  return lines;
}

const isCustomer = /^(?:Customer|Kunde|User)$/;
/** In UTF-16 units. */
const transcriptMax = 60_000;
const lineMax = 1_000;
const linesMax = 400;

/** What the customer wrote last, and what they wrote before that, newest first. */
export function newestOf(lines: readonly Line[]): {
  newest: string;
  before: readonly string[];
  /** What we had said last before that. */
  ours: string;
} {
  const customers = lines
    .map(({ from }, index) => (from === 'customer' ? index : -1))
    .filter((index) => index >= 0);
  const last = customers.at(-1) ?? -1;
  const answered = lines.slice(0, last).findLastIndex(({ from }) => from === 'us');
  const textsOf = (list: readonly Line[]) =>
    list.filter(({ from }) => from === 'customer').map(({ text }) => text);
  return {
    ours: lines[answered]?.text ?? '',
    newest: textsOf(lines.slice(answered + 1, last + 1))
      .join('\n')
      .slice(0, newestMax),
    before: textsOf(lines.slice(0, Math.max(answered, 0)))
      .toReversed()
      .slice(0, beforeMax),
  };
}

const newestMax = 2_000;
const beforeMax = 3;
