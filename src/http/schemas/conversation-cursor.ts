import type { PagePosition } from '../../database/list-conversations.ts';
import { isUuid } from '../../domain/ids.ts';

/** A place in the list as callers carry it, without meaning to them. */
export const encodeCursor = (position: PagePosition): string =>
  Buffer.from(
    position.order === 'urgency'
      ? `${position.urgency}.${position.key}.${position.id}`
      : `${position.updatedAtUs}.${position.id}`,
  ).toString('base64url');

/** Undefined: nothing that this service has given out. */
export function decodeCursor(text: string): PagePosition | undefined {
  const written = Buffer.from(text, 'base64url').toString('latin1');
  const [, urgency, number, id] = /^(?:(\d)\.)?(-?\d{1,16})\.([^.]+)$/.exec(written) ?? [];
  if (number === undefined || id === undefined || !isUuid(id)) return undefined;
  if (urgency !== undefined) return { order: 'urgency', urgency: Number(urgency), key: Number(number), id };
  return number.startsWith('-') ? undefined : { order: 'changed', updatedAtUs: Number(number), id };
}
