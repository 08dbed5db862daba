import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/open-database.ts';
import { createOperators } from '../../src/database/operators.ts';
import type { Operator, Role } from '../../src/domain/operator.ts';

/** An operator of that role, who has no password to log in with. */
export async function testOperator(db: Database, role: Role): Promise<Operator> {
  const email = `${role}-${randomUUID()}@example.com`;
  const operator = await createOperators(db).insert({ email, passwordHash: 'none', role, by: 'baton' });
  if (!operator) throw new Error('the account could not be made');
  return operator;
}
