import type { AlertKind, Incident } from '../domain/incident.ts';
import type { Database } from './open-database.ts';

export type Incidents = ReturnType<typeof createIncidents>;

/** The incidents of all components. */
export function createIncidents(db: Database) {
  return {
    /** Newest first; `cursor` is the time that the page before ended with. */
    async list({
      state,
      cursor,
      limit,
    }: IncidentPage): Promise<{ items: Incident[]; nextCursor: string | null }> {
      let query = db.selectFrom('incidents').select(columns);
      if (state === 'open') query = query.where('closed_at', 'is', null);
      if (state === 'closed') query = query.where('closed_at', 'is not', null);
      if (cursor !== undefined) query = query.where('opened_at', '<', new Date(cursor));
      const rows = await query
        .orderBy('opened_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const items = rows.slice(0, limit);
      const nextCursor = rows.length > limit ? (items.at(-1)?.openedAt.toISOString() ?? null) : null;
      return { items, nextCursor };
    },

    async countOpen(): Promise<number> {
      const { count } = await db
        .selectFrom('incidents')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('closed_at', 'is', null)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

interface IncidentPage {
  readonly state?: 'open' | 'closed' | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export const columns = [
  'id',
  'component',
  'state',
  'reason',
  'serves',
  'opened_at as openedAt',
  'closed_at as closedAt',
  'closed_because as closedBecause',
] as const;

/**
 * Opens an incident with what monitors are to be told, unless one is open: then that one gets worse, if it does. Undefined:
 * somebody else did.
 */
export async function openIncident(
  tx: Database,
  incident: Pick<Incident, 'component' | 'state' | 'reason' | 'serves'>,
): Promise<Incident | undefined> {
  const opened = await tx
    .insertInto('incidents')
    .values(incident)
    .onConflict((oc) => oc.column('component').where('closed_at', 'is', null).doNothing())
    .returning(columns)
    .executeTakeFirst();
  if (opened) await addAlert(tx, opened.id, 'opened');
  else if (incident.state === 'down') await worsen(tx, incident);
  return opened;
}

async function worsen(
  tx: Database,
  { component, state, reason }: Pick<Incident, 'component' | 'state' | 'reason'>,
): Promise<void> {
  await tx
    .updateTable('incidents')
    .set({ state, reason })
    .where('component', '=', component)
    .where('closed_at', 'is', null)
    .where('state', '=', 'degraded')
    .execute();
}

/** Closes the component's incident. Undefined: none was open. */
export async function closeIncident(
  tx: Database,
  component: string,
  because: string,
): Promise<Incident | undefined> {
  const closed = await tx
    .updateTable('incidents')
    .set({ closed_at: new Date(), closed_because: because })
    .where('component', '=', component)
    .where('closed_at', 'is', null)
    .returning(columns)
    .executeTakeFirst();
  if (closed) await addAlert(tx, closed.id, 'closed');
  return closed;
}

const addAlert = (tx: Database, incidentId: string, kind: AlertKind) =>
  tx.insertInto('alerts').values({ incident_id: incidentId, kind }).execute();
