import { type ToolCustomer, ToolRefusal } from 'baton';
import { dayFromToday, type Queryable } from './database.ts';
import { lockOrder } from './orders.ts';

/** A time at which the van can come. */
export interface DeliveryWindow {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

/** Parcels that fit into one van's round. */
const placesInVan = 2;
const windowsOffered = 3;

/** The next windows at a postcode that have room, soonest first. */
export async function freeWindows(db: Queryable, postcode: string): Promise<DeliveryWindow[]> {
  const { rows } = await db.query<{ day: string }>(
    `select to_char(day, 'YYYY-MM-DD') as day from shop.windows where area = $1 and starts = $2 and booked >= $3`,
    [areaOf(postcode), hoursAt(postcode).from, placesInVan],
  );
  const full = new Set(rows.map(({ day }) => day));
  return windowsAt(postcode)
    .filter(({ day }) => !full.has(day))
    .slice(0, windowsOffered);
}

/** Books one window for an order, in a place of the van that nobody else has. Asked again, it gives the first booking. */
export async function bookWindow(
  db: Queryable,
  wish: { readonly orderId: string; readonly day: string; readonly from: string },
  customer: ToolCustomer,
  effectKey: string,
): Promise<DeliveryWindow> {
  const { id, status, deliveryWindow } = await lockOrder(db, wish.orderId, customer);
  if (deliveryWindow) return deliveryWindow;
  if (status !== 'packing' && status !== 'shipped')
    throw new ToolRefusal(`Order ${id} is ${status}; there is nothing to deliver.`);
  const postcode = await vanPostcodeOf(db, id);
  const window = windowsAt(postcode).find(({ day, from }) => day === wish.day && from === wish.from);
  const isBooked = window && (await takePlace(db, areaOf(postcode), window));
  if (!isBooked) {
    const others = (await freeWindows(db, postcode)).map(({ day, from, to }) => `${day} ${from}–${to}`);
    throw new ToolRefusal(
      `The van has no room for order ${id} on ${wish.day} from ${wish.from}. Free: ${others.join(', ')}.`,
    );
  }
  await db.query(
    'insert into shop.deliveries (order_id, effect_key, area, day, starts, ends) values ($1, $2, $3, $4, $5, $6)',
    [id, effectKey, areaOf(postcode), window.day, window.from, window.to],
  );
  return window;
}

/** One statement decides who gets the last place, however many ask at once. */
async function takePlace(db: Queryable, area: string, { day, from }: DeliveryWindow): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into shop.windows as w (area, day, starts, booked) values ($1, $2, $3, 1)
     on conflict (area, day, starts) do update set booked = w.booked + 1 where w.booked < $4`,
    [area, day, from, placesInVan],
  );
  return rowCount === 1;
}

async function vanPostcodeOf(db: Queryable, orderId: string): Promise<string> {
  const { rows } = await db.query<{ postcode: string; country: string }>(
    'select postcode, country from shop.orders where id = $1',
    [orderId],
  );
  const [order] = rows;
  if (order && ['DE', 'AT'].includes(order.country)) return order.postcode;
  throw new ToolRefusal('Delivery windows can be booked in Germany and Austria only.');
}

const daysAhead = 10;

/** Vans go on every day but Sunday, from the day after tomorrow. */
function windowsAt(postcode: string): DeliveryWindow[] {
  const days = Array.from({ length: daysAhead }, (_, index) => dayFromToday(index + 2));
  return days.filter((day) => new Date(day).getUTCDay() !== 0).map((day) => ({ day, ...hoursAt(postcode) }));
}

/** Even postcodes lie on the morning's round, odd ones on the afternoon's. */
const hoursAt = (postcode: string) =>
  Number(postcode) % 2 === 0 ? { from: '09:00', to: '12:00' } : { from: '14:00', to: '18:00' };

/** One van for each region: the first two digits, of five in Germany and of four in Austria. */
const areaOf = (postcode: string) => `${postcode.length === 5 ? 'DE' : 'AT'}-${postcode.slice(0, 2)}`;
