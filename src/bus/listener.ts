import pg from 'pg';
import type { Wire } from './wire.ts';

/** The same name as in the database's notify.ts: what is sent there arrives here. */
const channel = 'baton_hints';
/** How live listeners find each other in pg_stat_activity. */
const applicationName = 'baton-bus';
const reconnectDelayMs = 500;
const keepAliveMs = 10_000;

/** One LISTEN connection that comes back by itself. */
export interface Listener {
  notify(wire: Wire): Promise<void>;
  /** How many processes listen on this database now, this one included. */
  countListeners(): Promise<number>;
  isConnected(): boolean;
  close(): Promise<void>;
}

/** Rejects if the first connection fails; a later loss is mended in the background. */
export async function openListener(url: string, receive: (payload: string) => void): Promise<Listener> {
  let closed = false;
  let client: pg.Client | undefined = await connect(url, receive, lost);
  let reconnecting: NodeJS.Timeout | undefined;

  function lost(): void {
    client = undefined;
    if (!closed) reconnecting = setTimeout(reconnect, reconnectDelayMs);
  }

  async function reconnect(): Promise<void> {
    try {
      const next = await connect(url, receive, lost);
      if (closed) await next.end();
      else client = next;
    } catch {
      if (!closed) reconnecting = setTimeout(reconnect, reconnectDelayMs);
    }
  }

  function connected(): pg.Client {
    if (!client) throw new Error('the bus has lost its connection to the database');
    return client;
  }

  return {
    isConnected: () => client !== undefined,
    async notify(wire) {
      await connected().query('select pg_notify($1, $2)', [channel, JSON.stringify(wire)]);
    },
    async countListeners() {
      const { rows } = await connected().query(
        'select count(*)::int as count from pg_stat_activity where application_name = $1 and datname = current_database()',
        [applicationName],
      );
      return rows[0].count;
    },
    async close() {
      closed = true;
      clearTimeout(reconnecting);
      await client?.end().catch(() => {});
    },
  };
}

async function connect(
  url: string,
  receive: (payload: string) => void,
  lost: () => void,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    connectionTimeoutMillis: 5_000,
  });
  client.on('notification', (message) => receive(message.payload ?? ''));
  client.on('error', () => {});
  await client.connect();
  await client.query(`listen ${channel}`);
  client.once('end', lost);
  return client;
}
