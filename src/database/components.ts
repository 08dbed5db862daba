import { sql } from 'kysely';
import type { Standing } from '../domain/component.ts';
import type { Incident } from '../domain/incident.ts';
import { closeIncident, openIncident } from './incidents.ts';
import type { Database } from './open-database.ts';

export type ComponentRows = ReturnType<typeof createComponentRows>;

/** How components are, as all processes see it. Only what is not well, or paused, has a row. */
export function createComponentRows(db: Database) {
  return {
    async standing(): Promise<Standing> {
      const [troubles, pauses] = await Promise.all([
        db
          .selectFrom('component_troubles')
          .select(['component', 'state', 'reason', 'since', 'trial_at as trialAt', 'by_rate as byRate'])
          .execute(),
        db.selectFrom('pauses').select(['scope', 'manner']).execute(),
      ]);
      return {
        troubles: new Map(troubles.map(({ component, ...trouble }) => [component, trouble])),
        paused: new Map(pauses.map(({ scope, manner }) => [scope, manner])),
      };
    },

    /** Components that are not well, or whose incident is open. */
    async unwell(): Promise<string[]> {
      const incidents = db.selectFrom('incidents').select('component').where('closed_at', 'is', null);
      const all = await db.selectFrom('component_troubles').select('component').union(incidents).execute();
      return all.map(({ component }) => component);
    },

    /**
     * Notes that a component is not well, and opens its incident unless one is open: whoever did is given it. One that is
     * down is next tried after `trialInMs`.
     */
    trouble: (component: string, trouble: NewTrouble): Promise<Incident | undefined> =>
      db.transaction().execute(async (tx) => {
        const { state, reason, serves, trialInMs } = trouble;
        const values = { state, reason, trial_at: after(trialInMs), by_rate: false };
        await tx
          .insertInto('component_troubles')
          .values({ component, ...values })
          .onConflict((oc) => oc.column('component').doUpdateSet(values))
          .execute();
        return await openIncident(tx, { component, state, reason, serves });
      }),

    /**
     * Notes that too many of a component's calls fail, unless something worse is known of it; said again, it holds for
     * `holdsMs` more. Whoever opened its incident is given it.
     */
    degrade: (component: string, { reason, serves, holdsMs }: NewRate): Promise<Incident | undefined> =>
      db.transaction().execute(async (tx) => {
        const values = { state: 'degraded', reason, trial_at: after(holdsMs), by_rate: true } as const;
        const noted = await tx
          .insertInto('component_troubles')
          .values({ component, ...values })
          .onConflict((oc) =>
            oc.column('component').doUpdateSet(values).where('component_troubles.by_rate', '=', true),
          )
          .returning('component')
          .executeTakeFirst();
        return noted && (await openIncident(tx, { component, state: 'degraded', reason, serves }));
      }),

    /** Takes back that too many of its calls fail; `isOver`: only if nobody has said so again in time. */
    restore: (
      component: string,
      because: string,
      { isOver }: { isOver: boolean },
    ): Promise<Incident | undefined> =>
      db.transaction().execute(async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('component_troubles')
          .where('component', '=', component)
          .where('by_rate', '=', true)
          .where((eb) => (isOver ? eb('trial_at', '<=', sql<Date>`clock_timestamp()`) : eb.lit(true)))
          .executeTakeFirst();
        return numDeletedRows === 0n ? undefined : await closeIncident(tx, component, because);
      }),

    /** Whoever closed the component's incident is given it. */
    recover: (component: string, because: string): Promise<Incident | undefined> =>
      db.transaction().execute(async (tx) => {
        await tx.deleteFrom('component_troubles').where('component', '=', component).execute();
        return await closeIncident(tx, component, because);
      }),

    /** Gives the caller alone the right to try a component that is down; the next may after `againInMs`. */
    async claimTrial(component: string, againInMs: (trials: number) => number): Promise<boolean> {
      return await db.transaction().execute(async (tx) => {
        const due = await tx
          .selectFrom('component_troubles')
          .select('trials')
          .where('component', '=', component)
          .where('state', '=', 'down')
          .where('trial_at', '<=', sql<Date>`clock_timestamp()`)
          .forUpdate()
          .skipLocked()
          .executeTakeFirst();
        if (!due) return false;
        await tx
          .updateTable('component_troubles')
          .set({ trials: due.trials + 1, trial_at: after(againInMs(due.trials)) })
          .where('component', '=', component)
          .execute();
        return true;
      });
    },
  };
}

export interface NewTrouble {
  readonly state: 'degraded' | 'down';
  readonly reason: string;
  /** What serves instead. */
  readonly serves: string;
  readonly trialInMs: number;
}

export interface NewRate {
  readonly reason: string;
  readonly serves: string;
  readonly holdsMs: number;
}

const after = (ms: number) => sql<Date>`clock_timestamp() + ${ms} * interval '1 millisecond'`;
