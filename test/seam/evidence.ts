import pg from 'pg';

/** What the database says of one conversation, read without any of the product's code. */
export interface Evidence {
  readonly messages: readonly MessageEvidence[];
  readonly turns: readonly TurnEvidence[];
  readonly audit: readonly { readonly act: string; readonly allowed: boolean; readonly at: Date }[];
}

export interface MessageEvidence {
  readonly seq: number;
  readonly id: string;
  readonly sender: string;
  readonly kind: string;
  readonly turn_id: string | null;
  readonly text: string;
  readonly disposition: string | null;
  readonly reason: string | null;
  readonly at: Date;
}

export interface TurnEvidence {
  readonly id: string;
  readonly number: number;
  readonly trigger: string;
  readonly message_seqs: readonly number[];
  readonly outcome: string | null;
}

export async function openEvidence(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rowsOf = async (statement: string, id: string) => (await client.query(statement, [id])).rows;
  return {
    /** How many of these conversations have yet to come to rest. */
    async restless(ids: readonly string[]): Promise<number> {
      const { rows } = await client.query(
        `select count(*)::int as count from conversations c where id = any($1::uuid[]) and (
           exists (select from messages m where m.conversation_id = c.id and m.disposition = 'pending')
           or exists (select from turns t where t.conversation_id = c.id and t.outcome is null)
           or fence > fence_seen)`,
        [ids],
      );
      return rows[0].count;
    },
    async of(conversationId: string): Promise<Evidence> {
      return {
        messages: await rowsOf(
          'select * from messages where conversation_id = $1 order by seq',
          conversationId,
        ),
        turns: await rowsOf('select * from turns where conversation_id = $1 order by number', conversationId),
        audit: await rowsOf(
          'select act, allowed, at from audit where subject = $1 order by id',
          conversationId,
        ),
      };
    },
    close: () => client.end(),
  };
}
