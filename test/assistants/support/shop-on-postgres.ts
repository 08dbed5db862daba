import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { ToolCustomer } from '../../../src/domain/tool-customer.ts';
import { loadAssistants } from '../../../src/registry/load-assistants.ts';
import { testDatabase } from '../../support/postgres.ts';

/** The demo shop on a database of its own, and its tools as the product calls them. */
export interface ShopStage {
  readonly url: string;
  /**
   * Runs a tool: arguments and result checked, under the key that the product would give it. `key` stands for another
   * effect with the same arguments, `as` for who asks.
   */
  call(name: string, args: unknown, options?: { as?: ToolCustomer; key?: string }): Promise<unknown>;
  /** What an earlier call under that key did, as the product would ask it after a lost answer. */
  reconcile(name: string, args: unknown, as?: ToolCustomer): Promise<unknown>;
  /** Looks into the shop's tables, or changes them. */
  rows(statement: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** What the tools wrote into their log as errors. */
  readonly errors: string[];
  end(): Promise<void>;
}

export const visitor: ToolCustomer = { id: 'visitor-1', proof: 'claimed' };

/** Somebody whom the shop's own site signed in. */
export const signedIn = (businessId: string): ToolCustomer => ({
  id: `customer-of-${businessId}`,
  businessId,
  proof: 'business-proved',
});

export const refusal = (message: RegExp) => ({ name: 'ToolRefusal', message });

/** True once a call of the shop waits for what another connection holds, else undefined. */
export async function waiting({ rows }: ShopStage): Promise<true | undefined> {
  // Within a transaction the first look would be repeated for ever.
  await rows('select pg_stat_clear_snapshot()');
  const held = await rows(
    `select 1 from pg_stat_activity
     where datname = current_database() and application_name = 'baton-shop' and wait_event_type = 'Lock'`,
  );
  return held.length > 0 || undefined;
}

const assistants = fileURLToPath(new URL('../../../assistants', import.meta.url));

/** Opens a stage; the environment of this process names its database until the end. */
export async function openShopStage(): Promise<ShopStage> {
  const { default: shop } = await loadAssistants(assistants, {});
  const database = await testDatabase();
  process.env.SHOP_DATABASE_URL = database.url;
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // The drop takes the connection away.
  client.on('error', () => {});
  const errors: string[] = [];
  const log = { info() {}, warn() {}, error: (text: string) => errors.push(text) };

  const prepare = (name: string, args: unknown, as: ToolCustomer, given?: string) => {
    const tool = shop.tools.get(name);
    assert.ok(tool, `the shop has no ${name}`);
    const input = tool.checkInput(args);
    assert.ok(input.ok, JSON.stringify(input));
    const key = given ?? tool.effectKeyFor(input.args).key;
    const context = {
      ...{ customer: as, conversationId: 'c', attempt: 1, log },
      effectKey: `${name}:customer:${as.id}:${key}`,
      signal: new AbortController().signal,
      callback: { url: 'https://baton.test/webhooks/tools/a-token', expiresAt: new Date() },
    };
    return { tool, args: input.args, context };
  };

  return {
    url: database.url,
    errors,
    async call(name, wish, { as = visitor, key } = {}) {
      const { tool, args, context } = prepare(name, wish, as, key);
      const given = await tool.run(args, context);
      // What starts work gives nothing.
      if (tool.completes) return given;
      const output = tool.checkOutput(given);
      assert.ok(output.ok, JSON.stringify(output));
      return output.output;
    },
    async reconcile(name, wish, as = visitor) {
      const { tool, args, context } = prepare(name, wish, as);
      return await tool.reconcile?.(args, context);
    },
    rows: async (statement, values = []) => (await client.query(statement, [...values])).rows,
    async end() {
      delete process.env.SHOP_DATABASE_URL;
      await client.end();
      await database.drop();
    },
  };
}
