import { randomUUID } from 'node:crypto';
import {
  anArray,
  type Fault,
  lowRole,
  malformedId,
  notJson,
  tooLarge,
  unknownId,
  wrongMethod,
} from './faults.ts';
import { type Cast, operatorWrite, type Route, sessions } from './refusable-routes.ts';

/** The routes by which operators share their work, each with the faults that it can be given. */
export function inboxRoutes({
  visitor,
  viewer,
  operator,
}: Pick<Cast, 'visitor' | 'viewer' | 'operator'>): Route[] {
  const { conversationId } = visitor;
  const ofConversation = `/v1/conversations/${conversationId}`;
  const ids = [unknownId(conversationId), malformedId(conversationId)];
  const write = (path: string, body: unknown, ...faults: Fault[]): Route => ({
    method: 'POST',
    path,
    headers: { ...operator.writes },
    body,
    faults: [wrongMethod, ...sessions, ...operatorWrite, ...faults, tooLarge, ...ids, notJson, anArray],
  });
  return [
    write(`${ofConversation}/assign`, { to: null }, lowRole(viewer.cookie)),
    write(`${ofConversation}/read`, { seq: 1 }),
    write(`${ofConversation}/notes`, { id: randomUUID(), text: 'a note' }, lowRole(viewer.cookie)),
    {
      method: 'GET',
      path: `${ofConversation}/notes`,
      headers: { ...viewer.headers },
      faults: [wrongMethod, ...sessions, ...ids],
    },
    {
      method: 'GET',
      path: '/v1/colleagues',
      headers: { ...operator.headers },
      faults: [wrongMethod, ...sessions, lowRole(viewer.cookie)],
    },
  ];
}
