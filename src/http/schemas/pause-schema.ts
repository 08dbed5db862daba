import { z } from 'zod';
import { bounds } from '../../domain/bounds.ts';
import { pauseManners } from '../../domain/component.ts';

export const pauseSchema = z.object({
  /** `*` for everything, an assistant, or a component. */
  scope: z.string(),
  manner: z.enum(pauseManners),
  reason: z.exactOptional(z.string()),
  /** An operator's id. */
  by: z.string(),
  byEmail: z.exactOptional(z.string()),
  at: z.iso.datetime(),
  /** Of an assistant, or of all: conversations in which something waits for it to go on. */
  waiting: z.int(),
  /** Conversations that operators were given because of it, and nobody has taken. */
  handedOver: z.int(),
});

const scope = z.string().min(1).max(300);

export const pauseBody = z.object({
  scope,
  manner: z.enum(pauseManners).default('hand_over'),
  reason: z.string().trim().min(1).max(bounds.reasonTextMax).optional(),
});

export const resumeBody = z.object({ scope });
