/** What the answer to such a question has in it: a span of time, an amount, an hour. Undefined: anything may answer. */
export function expectedIn(question: string): RegExp | undefined {
  return expectations.find(([asked]) => asked.test(question))?.[1];
}

const expectations: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:how long|how many days|how fast|by when|until when|wie lange?|bis wann|wie viele tage|wie schnell|wann)\b/i,
    /\d+\s?(?:to |bis |–|-)?\s?\d*\s?(?:working |business |calendar )?(?:days?|weeks?|months?|hours?|years?|tagen?|werktagen?|wochen?|monaten?|stunden?|jahren?)\b|\b(?:within|innerhalb)\b/i,
  ],
  [
    /\b(?:how much|what does|costs?|price|fee|free|wie ?viel|kostet|kosten|preis)\b|kosten\b/i,
    /[€$£]|\beur(?:o|os)?\b|\bfree\b|kostenlos|kostenfrei|gratis/i,
  ],
  [
    /\b(?:when|open|hours|opening|geöffnet|öffnungszeiten|offen|auf)\b/i,
    /\b\d{1,2}(?::\d{2})?\s?(?:am|pm|uhr|[–-])|\b(?:monday|montag|saturday|samstag|sunday|sonntag)/i,
  ],
];
