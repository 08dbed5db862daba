import { defineTool } from 'baton';
import { z } from 'zod';
import { appointmentKinds, bookAppointment, stores } from '../appointments.ts';
import { shopDatabase } from '../database.ts';

export const bookAppointmentTool = defineTool({
  name: 'book_appointment',
  description:
    'Book a styling or fitting appointment in a store. Take day and time from appointment_times, and ask under which name.',
  input: z.object({
    store: z.enum(stores),
    day: z.iso.date(),
    time: z.string().regex(/^\d\d:\d\d$/, 'expected a time such as 14:00'),
    kind: z.enum(appointmentKinds),
    name: z.string().trim().min(1).max(80),
  }),
  output: z.object({ appointmentId: z.string(), store: z.string(), day: z.string(), time: z.string() }),
  effect: 'keyed',
  adapters: { day: 'isoDate' },
  // A customer has one appointment at a time, whatever it is for.
  effectKey: ({ store, day, time }) => `${store} ${day} ${time}`,
  proof: 'claimed',
  policy: { timeoutMs: 5_000, attempts: 4 },
  run: async (wish, { effectKey, log }) => {
    const appointmentId = await bookAppointment(await shopDatabase(log), wish, effectKey);
    return { appointmentId, store: wish.store, day: wish.day, time: wish.time };
  },
});
