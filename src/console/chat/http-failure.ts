import { chatBounds } from './chat-bounds.ts';

/** The server's answer was not a success. A request without any answer fails with the platform's own error. */
export class HttpFailure extends Error {
  readonly status: number;
  /** How long the server asked to wait, bounded; null when it didn't. */
  readonly retryAfterMs: number | null;

  constructor(status: number, retryAfterMs: number | null) {
    super(`HTTP ${status}`);
    this.name = 'HttpFailure';
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Reads a `Retry-After` header, seconds or date, as milliseconds from now. */
export function retryAfterMs(header: string | null, nowMs: number = Date.now()): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1_000;
  if (Number.isNaN(waitMs)) return null;
  return Math.min(Math.max(waitMs, 0), chatBounds.retryAfterMsMax);
}
