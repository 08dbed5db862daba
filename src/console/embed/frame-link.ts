import type { ToFrame, ToLoader } from '../widget-messages.ts';

/** The widget in its frame. */
export interface FrameLink {
  tell(message: ToFrame): void;
}

/** Hears only this frame, and only while Baton's own origin stands in it; tells no other origin anything. */
export function linkFrame(
  frame: HTMLIFrameElement,
  origin: string,
  onMessage: (message: ToLoader) => void,
): FrameLink {
  addEventListener('message', ({ source, origin: from, data }) => {
    const isOurs = source !== null && source === frame.contentWindow && from === origin;
    if (isOurs && typeof data?.baton === 'string') onMessage(data);
  });
  return { tell: (message) => frame.contentWindow?.postMessage(message, origin) };
}
