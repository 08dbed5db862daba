import { formatTime } from '../chat/format-value.ts';
import type { Conversation } from './data/shapes.ts';
import { ownLocale } from './own-locale.ts';

/** How people are named here who may have no name. */
export const nameOf = ({ customer, id }: Pick<Conversation, 'customer' | 'id'>) =>
  customer.name ?? `Visitor ${id.slice(0, 6)}`;

/** A colleague where there is little room: what stands before the @. */
export const shortEmail = (email: string) => email.split('@')[0] ?? email;

/** An internal name in plain words: `refund_order` is "refund order", `orderId` "order id". */
export const plain = (name: string) =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);

/** Millionths of a dollar as people read money. */
export function money(microUsd: number): string {
  const dollars = microUsd / 1_000_000;
  return `$${dollars < 0.01 && dollars > 0 ? dollars.toFixed(4) : dollars.toFixed(2)}`;
}

/** The time of day, with the date unless it is today. */
export const time = (at: string) => formatTime(at, ownLocale);

/** How far away a moment is, roughly: "3 min", "2 h", "5 d". */
export function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** Since when, as in "3 min ago". */
export const ago = (at: string, nowMs: number) => `${span(nowMs - Date.parse(at))} ago`;

/** A duration on a waterfall. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : span(ms);
}
