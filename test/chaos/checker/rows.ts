import pg from 'pg';

export type Rows = Awaited<ReturnType<typeof openRows>>;

export interface MessageRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly id: string;
  readonly sender: string;
  readonly kind: string;
  readonly turn_id: string | null;
  readonly text: string;
  readonly citations: readonly { readonly title: string; readonly passage: string }[];
  readonly disposition: string | null;
  readonly reason: string | null;
  readonly at: Date;
}

export interface TurnRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly number: number;
  readonly message_seqs: readonly number[];
  readonly outcome: string | null;
  readonly route: { readonly agent: string } | null;
}

export interface CallRow {
  readonly id: string;
  readonly turn_id: string;
  readonly tool: string;
  readonly state: string;
}

/** The database, by statements of the checker's own. */
export async function openRows(url: string) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const read = async <Row>(statement: string, values: unknown[] = []) =>
    (await client.query(statement, values)).rows as Row[];
  return {
    /** How many of these conversations have yet to come to rest. */
    async restless(ids: readonly string[]): Promise<number> {
      const [row] = await read<{ count: number }>(
        `select count(*)::int as count from conversations c where id = any($1::uuid[]) and (
           exists (select from messages m where m.conversation_id = c.id and m.disposition = 'pending')
           or exists (select from turns t where t.conversation_id = c.id and t.outcome is null)
           or fence > fence_seen)`,
        [ids],
      );
      return row?.count ?? 0;
    },
    messages: (conversationId: string) =>
      read<MessageRow>('select * from messages where conversation_id = $1 order by seq', [conversationId]),
    turns: (conversationId: string) =>
      read<TurnRow>('select * from turns where conversation_id = $1 order by number', [conversationId]),
    customerOf: async (conversationId: string) =>
      (
        await read<{ id: string }>('select customer_id as id from conversations where id = $1', [
          conversationId,
        ])
      )[0]?.id ?? '',
    /** Which of its turns were planned. */
    planned: (conversationId: string) =>
      read<{ turn_id: string }>(
        'select p.turn_id from plans p join turns t on t.id = p.turn_id where t.conversation_id = $1',
        [conversationId],
      ),
    calls: (conversationId: string) =>
      read<CallRow>('select id, turn_id, tool, state from tool_calls where conversation_id = $1', [
        conversationId,
      ]),
    /** Calls that are neither over nor wait for anybody. */
    hanging: (conversationId: string) =>
      read<CallRow>(
        `select id, turn_id, tool, state from tool_calls c where conversation_id = $1 and (state = 'running' or
           (state = 'waiting' and not exists (
             select from approvals a where a.call_id = coalesce(c.same_as, c.id) and a.state = 'pending')))`,
        [conversationId],
      ),
    async documentsRead(): Promise<number> {
      const [row] = await read<{ count: number }>(
        `select count(*)::int as count from knowledge_documents where state = 'ready'`,
      );
      return row?.count ?? 0;
    },
    acts: (conversationId: string) =>
      read<{ act: string; at: Date }>(
        `select act, at from audit where subject = $1 and allowed
           and act in ('take_over', 'hand_over', 'hand_back', 'close') order by id`,
        [conversationId],
      ),
    purses: () =>
      read<{ scope: string; cost: number }>('select scope, cost_micro_usd::float8 as cost from purses'),
    /** The ledger of effects that are known to have happened. */
    effectsDone: () =>
      read<{ tool: string; key: string }>(`select tool, key from effects where state = 'done'`),
    /** Arguments that nobody has said yes to. */
    unapproved: () =>
      read<{ tool: string; args: Readonly<Record<string, unknown>> }>(
        `select tool, args from approvals where state <> 'approved'`,
      ),
    close: () => client.end(),
  };
}
