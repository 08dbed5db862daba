import { bounds } from '../../domain/bounds.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { conflict, notFound } from '../problem.ts';
import { accountChangeSchema, accountsSchema, operatorAccountSchema } from '../schemas/account-schema.ts';
import { findAccount, foundAccount } from './found-account.ts';
import { hashPassword } from './password.ts';

/** How admins look after accounts. */
export function addAccountRoutes(app: App, { rows }: Dependencies): void {
  const tags = ['operators'];

  app.get(
    '/v1/operators',
    {
      config: allow({ who: 'operator', role: roleFor.createOperator, act: 'read_accounts' }),
      schema: { summary: 'All accounts, by e-mail', tags, response: { 200: accountsSchema } },
    },
    async () => ({ items: await rows.accounts.list(bounds.accountsMax), nextCursor: null }),
  );

  app.post(
    '/v1/operators/:id',
    {
      config: allow({ who: 'operator', role: roleFor.createOperator, act: 'change_account' }),
      preValidation: findAccount(rows),
      schema: {
        summary: 'Change role or password, take an account away or give it back',
        tags,
        body: accountChangeSchema,
        response: { 200: operatorAccountSchema },
      },
    },
    async (request) => {
      const { password, ...change } = request.body;
      const changed = await rows.accounts.change(
        foundAccount(request).id,
        { ...change, ...(password !== undefined && { passwordHash: await hashPassword(password) }) },
        operatorOf(request).id,
      );
      if (changed.outcome === 'unknown') throw notFound();
      if (changed.outcome === 'last_admin') throw conflict('One admin has to remain.');
      return { operator: changed.account };
    },
  );
}
