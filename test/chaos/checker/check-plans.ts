import type { Evidence, Finding, Visit } from './evidence.ts';

/** A plan's task was given what another one had found for the same customer, and ran after what it had to wait for. */
export async function checkPlans({ visits, arrivals, rows }: Evidence): Promise<Finding> {
  const violations: string[] = [];
  let planned = 0;
  let handed = 0;
  for (const visit of visits) {
    const name = (violation: string) => `${visit.tag} (${visit.conversationId}): ${violation}`;
    for (const { id, tool, state } of await rows.hanging(visit.conversationId))
      violations.push(name(`the call ${id} of ${tool} is ${state} for ever`));
    if (visit.role !== 'plans') continue;
    planned += (await rows.planned(visit.conversationId)).length;
    const own = await arrivalsOf(visit, { arrivals, rows });
    handed += own.filter(({ tool }) => tool === 'file').length;
    violations.push(...outOfOrder(own).map(name));
  }
  const planners = visits.filter(({ role }) => role === 'plans').length;
  if (planned === 0 && planners > luckMax) violations.push('nothing was planned');
  const note = `${handed} values handed on`;
  return { about: 'plans run in order, on what was found', looked: planned, violations, note };
}

/** For so few it may be that no model could be asked. */
const luckMax = 2;

type Arrival = Evidence['arrivals'][number];

/** Known by the wish's token, or by the customer who stands in an effect's key. */
async function arrivalsOf(
  { tag, conversationId }: Visit,
  { arrivals, rows }: Pick<Evidence, 'arrivals' | 'rows'>,
): Promise<Arrival[]> {
  const customer = await rows.customerOf(conversationId);
  return arrivals.filter(
    ({ args, effectKey }) =>
      effectKey.includes(customer) || Object.values(args).some((value) => String(value).startsWith(tag)),
  );
}

function outOfOrder(own: readonly Arrival[]): string[] {
  return own.flatMap((arrival) => {
    const { tool, args, at } = arrival;
    const before = own.filter((one) => one !== arrival && one.at <= at);
    if (tool === 'file' && !before.some(({ gave }) => receiptIn(gave) === args.paper))
      return [`${args.paper} was filed, and nobody had found it`];
    if (tool === 'book' && !before.some(({ args: { what } }) => what === `${args.place}-other`))
      return [`${args.place} was booked before what had to be looked up`];
    return [];
  });
}

const receiptIn = (gave: unknown) => (gave as { receipt?: string } | undefined)?.receipt;
