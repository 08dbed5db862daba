import { type Selectable, sql, type UpdateObject } from 'kysely';
import type { McpChange, McpPin, McpToolWords } from '../domain/mcp.ts';
import { writeAudit } from './audit.ts';
import type { McpToolsTable } from './mcp-schema.ts';
import type { Database } from './open-database.ts';
import type { Schema } from './schema.ts';

/** Whose tools: a server's, for one version of an assistant. */
export interface McpOwner {
  readonly assistant: string;
  readonly version: string;
  readonly server: string;
}

/** A tool as its server offers it at the moment. */
interface Offered {
  readonly tool: string;
  readonly words: McpToolWords;
  readonly hash: string;
}

/** A pinned tool, and what its server offers instead. */
export interface McpToolState extends McpPin {
  readonly firstSeenAt: string;
  readonly acceptedAt?: string;
  /** `changed` and `gone` wait for an admin. */
  readonly state: 'as_pinned' | 'changed' | 'gone';
  readonly offered?: { readonly hash: string; readonly words: McpToolWords; readonly since: string };
  readonly goneSince?: string;
}

export type McpPins = ReturnType<typeof createMcpPins>;

/** What is pinned of MCP servers' tools. */
export function createMcpPins(db: Database) {
  return {
    /** What holds for an assistant: its version's pins, and those of an earlier one where this one has yet to be seen. */
    of: async (assistant: string, version: string): Promise<McpToolState[]> => {
      const rows = await db
        .selectFrom('mcp_tools')
        .selectAll()
        .distinctOn(['server', 'tool'])
        .where('assistant', '=', assistant)
        .orderBy('server')
        .orderBy('tool')
        .orderBy(sql`version = ${version}`, 'desc')
        .orderBy('first_seen_at', 'desc')
        .execute();
      return rows.map(present);
    },

    /**
     * Pins what is seen for the first time, and keeps apart what differs from what is pinned. Returns only what no
     * process knew before.
     */
    note: (owner: McpOwner, allowed: readonly string[], offered: readonly Offered[]): Promise<McpChange[]> =>
      db.transaction().execute(async (tx) => {
        await lock(tx, owner);
        const rows = await ownRows(tx, owner).execute();
        const changes: McpChange[] = [];
        for (const tool of allowed) {
          const row = rows.find((one) => one.tool === tool);
          const offer = offered.find((one) => one.tool === tool);
          const change = await noteOne(tx, { ...owner, tool }, row, offer);
          if (change) changes.push(change);
        }
        return changes;
      }),

    /**
     * Takes what the server offers, if that is still what was looked at; null accepts that the tool is gone. The tool's
     * component is well again.
     */
    accept: ({ hash, by, component, ...of }: Acceptable): Promise<Acceptance> =>
      db.transaction().execute(async (tx) => {
        await lock(tx, of);
        const accepted = async () => {
          await tx.deleteFrom('component_troubles').where('component', '=', component).execute();
          const detail = { tool: of.tool, server: of.server, hash };
          await writeAudit(tx, { actor: by, act: 'accept_tool', subject: component, allowed: true, detail });
          return 'accepted' as const;
        };
        const row = await ownRows(tx, of).where('tool', '=', of.tool).executeTakeFirst();
        if (!row) return 'unknown';
        if (hash === null) {
          if (!row.gone_at) return 'other_now';
          await forget(tx, of);
          return await accepted();
        }
        if (row.offered_hash !== hash || !row.offered_words) return 'other_now';
        const words = JSON.stringify(row.offered_words);
        await change(tx, of, { words, hash, accepted_by: by, accepted_at: now, ...asPinned });
        return await accepted();
      }),
  };
}

interface Acceptable extends Tool {
  /** What the server offers, as it was looked at. */
  readonly hash: string | null;
  /** The operator's id. */
  readonly by: string;
  readonly component: string;
}

/** `other_now`: the server offers something else by now than what was looked at. */
export type Acceptance = 'accepted' | 'unknown' | 'other_now';

const lock = (tx: Database, { assistant, version, server }: McpOwner) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(['mcp', assistant, version, server])}, 0))`.execute(
    tx,
  );

async function forget(tx: Database, { assistant, server, tool }: Tool): Promise<void> {
  await tx
    .deleteFrom('mcp_tools')
    .where('assistant', '=', assistant)
    .where('server', '=', server)
    .where('tool', '=', tool)
    .execute();
}

interface Tool extends McpOwner {
  readonly tool: string;
}

const ownRows = (tx: Database, { assistant, version, server }: McpOwner) =>
  tx
    .selectFrom('mcp_tools')
    .selectAll()
    .where('assistant', '=', assistant)
    .where('version', '=', version)
    .where('server', '=', server);

async function change(
  tx: Database,
  { assistant, version, server, tool }: Tool,
  to: UpdateObject<Schema, 'mcp_tools'>,
): Promise<void> {
  await tx
    .updateTable('mcp_tools')
    .set(to)
    .where('assistant', '=', assistant)
    .where('version', '=', version)
    .where('server', '=', server)
    .where('tool', '=', tool)
    .execute();
}

/** One tool as it was and is; undefined: nothing that nobody knew. */
async function noteOne(
  tx: Database,
  of: Tool,
  row: Selectable<McpToolsTable> | undefined,
  offered: Offered | undefined,
): Promise<McpChange | undefined> {
  const { tool } = of;
  if (!row) {
    if (!offered) return undefined;
    const { words, hash } = offered;
    await tx
      .insertInto('mcp_tools')
      .values({ ...of, words: JSON.stringify(words), hash })
      .execute();
    return { kind: 'pinned', tool, hash };
  }
  if (!offered) {
    if (row.gone_at) return undefined;
    await change(tx, of, { ...asPinned, gone_at: now });
    return { kind: 'gone', tool };
  }
  const { hash, words } = offered;
  if (hash === row.hash) {
    if (!row.gone_at && !row.offered_hash) return undefined;
    await change(tx, of, asPinned);
    return { kind: 'as_pinned', tool };
  }
  if (hash === row.offered_hash) return undefined;
  const offer = { offered_words: JSON.stringify(words), offered_hash: hash, offered_at: now, gone_at: null };
  await change(tx, of, offer);
  return { kind: 'changed', tool, hash };
}

const now = sql<Date>`clock_timestamp()`;
const asPinned = { offered_words: null, offered_hash: null, offered_at: null, gone_at: null };

function present(row: Selectable<McpToolsTable>): McpToolState {
  const { server, tool, hash, words, accepted_at, gone_at } = row;
  const offered = offerOf(row);
  return {
    ...{ server, tool, hash, words },
    firstSeenAt: row.first_seen_at.toISOString(),
    state: gone_at ? 'gone' : offered ? 'changed' : 'as_pinned',
    ...(accepted_at && { acceptedAt: accepted_at.toISOString() }),
    ...(offered && { offered }),
    ...(gone_at && { goneSince: gone_at.toISOString() }),
  };
}

function offerOf({ offered_hash, offered_words, offered_at }: Selectable<McpToolsTable>) {
  if (offered_hash === null || offered_words === null || offered_at === null) return undefined;
  return { hash: offered_hash, words: offered_words, since: offered_at.toISOString() };
}
