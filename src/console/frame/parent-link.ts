import * as z from 'zod/mini';
import type { ToFrame, ToLoader } from '../widget-messages.ts';

const identityTextMax = 4_000;
const call = z.int().check(z.nonnegative());
const toFrameSchema = z.discriminatedUnion('baton', [
  z.object({ baton: z.literal('open'), takesFocus: z.boolean() }),
  z.object({ baton: z.literal('closed') }),
  z.object({ baton: z.literal('identify'), call, identity: z.string().check(z.maxLength(identityTextMax)) }),
  z.object({ baton: z.literal('logout'), call }),
]);

/** The loader in the page around this frame. */
export interface ParentLink {
  tell(message: ToLoader): void;
}

/** Hears and tells the parent, if it is of exactly this origin; whoever else sends something isn't heard. */
export function linkParent(parentOrigin: string, onMessage: (message: ToFrame) => void): ParentLink {
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || origin !== parentOrigin) return;
    const message = toFrameSchema.safeParse(data).data;
    if (message) onMessage(message);
  });
  return { tell: (message) => window.parent.postMessage(message, parentOrigin) };
}
