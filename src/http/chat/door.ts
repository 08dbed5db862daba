import type { MessageCap } from '../../database/messages.ts';
import type { Assistants, Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { tooMany } from '../problem.ts';
import { networkOf } from './network-of.ts';

/** How much a visitor may say to an assistant within a minute. */
export function messageCap(assistants: Pick<Assistants, 'get'>, assistant: string): MessageCap {
  const messagesMax = assistants.get(assistant)?.door.messagesPerMinute ?? messagesPerMinuteDefault;
  return { messagesMax, since: new Date(Date.now() - httpBounds.doorWindowMs) };
}

const messagesPerMinuteDefault = 120;

/**
 * Lets a new visitor in whom nobody vouches for, unless too many have come from their network within a minute.
 * @throws 429
 */
export async function admitNewcomer(
  { rows, assistants }: Pick<Dependencies, 'rows' | 'assistants'>,
  address: string,
  assistant: string,
): Promise<void> {
  const network = networkOf(address);
  // Whoever is on this machine can do more than open chats.
  if (network === undefined) return;
  const most = assistants.get(assistant)?.door.sessionsPerMinute ?? sessionsPerMinuteDefault;
  const windowMs = httpBounds.doorWindowMs;
  const isAdmitted = await rows.doorCounts.enter(`session ${assistant} ${network}`, { most, windowMs });
  await rows.doorCounts.forget(windowMs);
  if (!isAdmitted) throw tooMany(windowMs);
}

const sessionsPerMinuteDefault = 60;
