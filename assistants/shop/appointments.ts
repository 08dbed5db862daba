import { ToolRefusal } from 'baton';
import { dayFromToday, type Queryable } from './database.ts';

/** The shop's three stores. */
export const stores = ['Berlin', 'Hamburg', 'Vienna'] as const;
export type Store = (typeof stores)[number];

/** What a customer can come for. */
export const appointmentKinds = ['styling', 'fitting'] as const;
export type AppointmentKind = (typeof appointmentKinds)[number];

/** An hour with somebody of the store. */
export interface AppointmentTime {
  readonly day: string;
  readonly time: string;
}

/** One stylist for each store, Tuesday to Saturday, as the help pages say. */
const appointmentHours = ['11:00', '12:00', '13:00', '14:00', '15:00', '16:00'] as const;
const openWeekdays = [2, 3, 4, 5, 6];
const daysAhead = 21;

/** Free times at a store from tomorrow on, soonest first; only those of `day` when it is given. */
export async function freeTimes(
  db: Queryable,
  store: Store,
  { day, limit }: { readonly day?: string | undefined; readonly limit: number },
): Promise<AppointmentTime[]> {
  const { rows } = await db.query<AppointmentTime>(
    `select to_char(day, 'YYYY-MM-DD') as day, starts as time from shop.appointments where store = $1 and day >= $2`,
    [store, dayFromToday(0)],
  );
  const taken = new Set(rows.map((row) => `${row.day} ${row.time}`));
  return openDays()
    .filter((open) => day === undefined || open === day)
    .flatMap((open) => appointmentHours.map((time) => ({ day: open, time })))
    .filter((each) => !taken.has(`${each.day} ${each.time}`))
    .slice(0, limit);
}

/** Books an hour that nobody else has. The same call again gives the appointment it made. */
export async function bookAppointment(
  db: Queryable,
  wish: AppointmentTime & { readonly store: Store; readonly kind: AppointmentKind; readonly name: string },
  effectKey: string,
): Promise<string> {
  const { store, day, time, kind, name } = wish;
  const isOffered = openDays().includes(day) && appointmentHours.some((hour) => hour === time);
  if (isOffered) {
    // Waits for whoever is booking the same hour, so one of two gets it and the other learns so.
    await db.query(
      `insert into shop.appointments (effect_key, store, day, starts, kind, name) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [effectKey, store, day, time, kind, name],
    );
  }
  const { rows } = await db.query<{ id: string }>(
    `select 'T-' || number as id from shop.appointments where effect_key = $1`,
    [effectKey],
  );
  if (rows[0]) return rows[0].id;
  const others = (await freeTimes(db, store, { limit: 4 })).map((free) => `${free.day} ${free.time}`);
  throw new ToolRefusal(`${store} has nothing free on ${day} at ${time}. Free: ${others.join(', ')}.`);
}

function openDays(): string[] {
  const days = Array.from({ length: daysAhead }, (_, index) => dayFromToday(index + 1));
  return days.filter((day) => openWeekdays.includes(new Date(day).getUTCDay()));
}
