import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Identity } from '../domain/identity.ts';
import type { Database } from './open-database.ts';

/** A customer of whom nothing is known yet. */
export async function insertCustomer(tx: Database): Promise<string> {
  const id = randomUUID();
  await tx.insertInto('customers').values({ id }).execute();
  return id;
}

/**
 * Holds off everybody else who brings the same business id until the transaction ends: the first of two
 * parallel requests makes the customer, the second finds it.
 */
export async function lockBusinessId(tx: Database, businessId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`customer:${businessId}`}, 0))`.execute(tx);
}

export async function findByBusinessId(tx: Database, businessId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('customers')
    .select('id')
    .where('business_id', '=', businessId)
    .executeTakeFirst();
  return row?.id;
}

/** Notes what the business says of a customer; what it doesn't say stays as it was. */
export async function noteIdentity(tx: Database, customerId: string, identity: Identity): Promise<void> {
  const { businessId, name, email, phone } = identity;
  await tx
    .updateTable('customers')
    .set({
      business_id: businessId,
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
    })
    .where('id', '=', customerId)
    .execute();
}

/** A web address that a browser merely claims. */
export async function insertClaimedWebAddress(tx: Database, customerId: string): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('addresses')
    .values({ id, customer_id: customerId, channel: 'web', value: id, proof: 'claimed' })
    .execute();
  return id;
}

/** The one web address of a customer whom the business has vouched for. */
export async function provedWebAddress(tx: Database, customerId: string): Promise<string> {
  const known = await tx
    .selectFrom('addresses')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('channel', '=', 'web')
    .where('proof', '=', 'business-proved')
    .orderBy('created_at')
    .executeTakeFirst();
  if (known) return known.id;
  const id = await insertClaimedWebAddress(tx, customerId);
  await proveAddress(tx, id, customerId);
  return id;
}

/** The business vouches that this address is that customer's. */
export async function proveAddress(tx: Database, addressId: string, customerId: string): Promise<void> {
  await tx
    .updateTable('addresses')
    .set({ customer_id: customerId, proof: 'business-proved' })
    .where('id', '=', addressId)
    .execute();
}
