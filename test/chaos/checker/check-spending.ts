import type { Evidence, Finding } from './evidence.ts';

/** I5: by the vendor's own bills, and by the purses, nobody spent more than their caps. */
export async function checkSpending({ visits, bills, caps, rows }: Evidence): Promise<Finding> {
  const violations: string[] = [];
  const notes: string[] = [];
  const billOf = (belongs: (token: string) => boolean) =>
    bills.reduce((sum, { token, tokens }) => sum + (belongs(token) ? tokens : 0), 0);
  for (const [assistant, cap] of Object.entries(caps)) {
    const own = visits.filter((visit) => visit.assistant === assistant);
    for (const { tag } of own) {
      const billed = billOf((token) => token.startsWith(tag));
      if (billed > cap.case) violations.push(`${tag} is billed ${billed} of ${cap.case}`);
    }
    const billed = billOf((token) => own.some(({ tag }) => token.startsWith(tag)));
    if (billed > cap.day) violations.push(`${assistant} is billed ${billed} of ${cap.day}`);
    if (own.length > 0) notes.push(`${assistant} ${billed} of ${cap.day}`);
  }
  const purses = await rows.purses();
  for (const { scope, cost } of purses) {
    const [kind, name = ''] = scope.split(':');
    const cap = kind === 'assistant' ? caps[name]?.day : undefined;
    if (cap !== undefined && cost > cap) violations.push(`the purse ${scope} gave ${cost} of ${cap}`);
  }
  return { about: 'I5 spending', looked: bills.length, violations, note: notes.join(', ') };
}
