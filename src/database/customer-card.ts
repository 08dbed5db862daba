import type { CaseOutcome } from '../domain/case.ts';
import type { ChannelName, Proof } from '../domain/message.ts';
import type { Database } from './open-database.ts';

/** What is known of a conversation's customer, for the operator who speaks with them. */
export interface CustomerCard {
  readonly id: string;
  readonly businessId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly addresses: readonly {
    readonly channel: ChannelName;
    readonly proof: Proof;
    readonly since: string;
  }[];
  /** Newest first, at most twenty. */
  readonly cases: readonly CaseCard[];
}

interface CaseCard {
  readonly number: number;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly outcome: CaseOutcome | null;
  readonly summary: string | null;
}

/** Undefined: there is no such conversation. */
export async function readCustomerCard(
  db: Database,
  conversationId: string,
): Promise<CustomerCard | undefined> {
  const customer = await db
    .selectFrom('conversations')
    .innerJoin('customers', 'customers.id', 'conversations.customer_id')
    .selectAll('customers')
    .select('conversations.language')
    .where('conversations.id', '=', conversationId)
    .executeTakeFirst();
  if (!customer) return undefined;
  const { business_id, name, email, phone, language } = customer;
  return {
    id: customer.id,
    ...(business_id !== null && { businessId: business_id }),
    ...(name !== null && { name }),
    ...(email !== null && { email }),
    ...(phone !== null && { phone }),
    ...(language !== null && { language }),
    addresses: await addressesOf(db, customer.id),
    cases: await casesOf(db, conversationId),
  };
}

async function addressesOf(db: Database, customerId: string): Promise<CustomerCard['addresses']> {
  const rows = await db
    .selectFrom('addresses')
    .select(['channel', 'proof', 'created_at'])
    .where('customer_id', '=', customerId)
    .orderBy('created_at')
    .limit(cardItemsMax)
    .execute();
  return rows.map(({ channel, proof, created_at }) => ({ channel, proof, since: created_at.toISOString() }));
}

async function casesOf(db: Database, conversationId: string): Promise<CaseCard[]> {
  const rows = await db
    .selectFrom('cases')
    .select(['number', 'opened_at', 'closed_at', 'outcome', 'summary'])
    .where('conversation_id', '=', conversationId)
    .orderBy('number', 'desc')
    .limit(cardItemsMax)
    .execute();
  return rows.map(({ number, opened_at, closed_at, outcome, summary }) => ({
    number,
    openedAt: opened_at.toISOString(),
    closedAt: closed_at?.toISOString() ?? null,
    outcome,
    summary,
  }));
}

const cardItemsMax = 20;
