import { z } from 'zod';

export const incidentSchema = z.object({
  id: z.string(),
  component: z.string(),
  state: z.enum(['degraded', 'down']),
  reason: z.string(),
  /** What serves instead. */
  serves: z.string(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  closedBecause: z.string().nullable(),
});

export const incidentsQuery = z.object({
  state: z.enum(['open', 'closed']).optional(),
  cursor: z.iso.datetime().optional(),
});
