import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openShopStage, refusal, type ShopStage, signedIn } from './support/shop-on-postgres.ts';

let shop: ShopStage;
before(async () => {
  shop = await openShopStage();
});
after(() => shop.end());

const lena = signedIn('c-100');
const isRefused = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' && result.reason instanceof Error && result.reason.name === 'ToolRefusal';

async function slotsAt(postcode: string): Promise<{ day: string; from: string; to: string }[]> {
  const { slots } = (await shop.call('delivery_slots', { postcode })) as {
    slots: { day: string; from: string; to: string }[];
  };
  return slots;
}

test('a van takes two parcels: of three customers at once one is refused, and learns of other times', async () => {
  const [slot] = await slotsAt('10115');
  assert.ok(slot);
  const book = (orderId: string) =>
    shop.call('book_delivery_slot', { orderId, day: slot.day, from: slot.from }, { as: lena });
  const results = await Promise.allSettled(['A-1001', 'A-1002', 'A-1005'].map(book));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 2);
  const [refused, ...more] = results.filter(isRefused) as PromiseRejectedResult[];
  assert.equal(more.length, 0);
  assert.match(refused?.reason.message, /Free: \d{4}-\d\d-\d\d 14:00–18:00/);
  assert.ok((await slotsAt('10115')).every(({ day }) => day !== slot.day));
});

test('an order has one window: asked again it gives the first, and is shown with the order', async () => {
  const [first, second] = await slotsAt('20099');
  const book = (slot: typeof first) =>
    shop.call(
      'book_delivery_slot',
      { orderId: 'A-1008', day: slot?.day, from: slot?.from },
      { as: signedIn('c-101') },
    );
  assert.deepEqual(await book(first), first);
  assert.deepEqual(await book(second), first);
  const found = await shop.call('find_order', { orderId: 'A-1008' }, { as: signedIn('c-101') });
  assert.partialDeepStrictEqual(found, { order: { deliveryWindow: first } });
  const booked = await shop.rows(`select sum(booked)::int as places from shop.windows where area = 'DE-20'`);
  assert.deepEqual(booked, [{ places: 1 }]);
});

test('cancelling gives the place in the van back', async () => {
  const [slot] = await slotsAt('1070');
  const jonas = signedIn('c-104');
  const booked = () => shop.rows(`select booked from shop.windows where area = 'AT-10'`);
  const [before] = await booked();
  await shop.call(
    'book_delivery_slot',
    { orderId: 'A-1014', day: slot?.day, from: slot?.from },
    { as: jonas },
  );
  await shop.call('cancel_order', { orderId: 'A-1014' }, { as: jonas });
  assert.equal(before, undefined);
  assert.deepEqual(await booked(), [{ booked: 0 }]);
});

test('no window is booked for what is not on its way, where no van goes, or at an hour that is not offered', async () => {
  const [slot] = await slotsAt('10115');
  const book = (orderId: string, businessId: string, from = slot?.from) =>
    shop.call('book_delivery_slot', { orderId, day: slot?.day, from }, { as: signedIn(businessId) });
  await assert.rejects(book('A-1003', 'c-100'), refusal(/A-1003 is delivered/));
  await assert.rejects(book('A-1013', 'c-103'), refusal(/Germany and Austria only/));
  await assert.rejects(book('A-1016', 'c-103'), refusal(/no order A-1016/));
  await assert.rejects(book('A-1006', 'c-100', '03:00'), refusal(/no room for order A-1006/));
});

test('an hour with the stylist goes to one of two who ask at once; the other is told what is free', async () => {
  const { times } = (await shop.call('appointment_times', { store: 'Berlin' })) as {
    times: { day: string; time: string }[];
  };
  const [free] = times;
  assert.ok(free);
  const book = (id: string) =>
    shop.call(
      'book_appointment',
      { store: 'Berlin', ...free, kind: 'styling', name: id },
      { as: { id, proof: 'claimed' } },
    );
  const results = await Promise.allSettled([book('ada'), book('ben')]);
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  const [refused] = results.filter(isRefused) as PromiseRejectedResult[];
  assert.match(refused?.reason.message, /Berlin has nothing free on .* Free: \d{4}/);
  const winner = results[0]?.status === 'fulfilled' ? 'ada' : 'ben';
  const [first] = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  assert.deepEqual(await book(winner), first);
  const left = (await shop.call('appointment_times', { store: 'Berlin', day: free.day })) as typeof times & {
    times: typeof times;
  };
  assert.ok(left.times.every(({ time }) => time !== free.time));
  assert.equal((await shop.rows('select 1 from shop.appointments')).length, 1);
});

test('an appointment on a closed day or at night is refused', async () => {
  const book = (day: string, time: string) =>
    shop.call('book_appointment', { store: 'Hamburg', day, time, kind: 'fitting', name: 'Ada' });
  await assert.rejects(book('2020-01-01', '11:00'), refusal(/nothing free on 2020-01-01/));
  const { times } = (await shop.call('appointment_times', { store: 'Hamburg' })) as {
    times: { day: string }[];
  };
  await assert.rejects(book(times[0]?.day ?? '', '03:00'), refusal(/nothing free/));
});
