import { defineTool } from 'baton';
import { z } from 'zod';
import { freeTimes, stores } from '../appointments.ts';
import { shopDatabase } from '../database.ts';

export const appointmentTimesTool = defineTool({
  name: 'appointment_times',
  description:
    'List free times for a styling or fitting appointment in a store, on one day or the next ones. The stores are in Berlin, Hamburg and Vienna.',
  input: z.object({ store: z.enum(stores), day: z.iso.date().optional() }),
  output: z.object({ times: z.array(z.object({ day: z.string(), time: z.string() })) }),
  effect: 'read',
  proof: 'claimed',
  policy: { timeoutMs: 1_000 },
  run: async ({ store, day }, { log }) => ({
    times: await freeTimes(await shopDatabase(log), store, { day, limit: 12 }),
  }),
});
