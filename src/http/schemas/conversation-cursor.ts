import type { PagePosition } from '../../database/conversations.ts';
import { isUuid } from '../../domain/ids.ts';

/** A place in the list as callers carry it, without meaning to them. */
export const encodeCursor = ({ updatedAtUs, id }: PagePosition): string =>
  Buffer.from(`${updatedAtUs}.${id}`).toString('base64url');

/** Undefined: nothing that this service has given out. */
export function decodeCursor(text: string): PagePosition | undefined {
  const [updatedAtUs = '', id = '', ...rest] = Buffer.from(text, 'base64url').toString('latin1').split('.');
  const isOurs = /^\d{1,16}$/.test(updatedAtUs) && isUuid(id) && rest.length === 0;
  return isOurs ? { updatedAtUs: Number(updatedAtUs), id } : undefined;
}
