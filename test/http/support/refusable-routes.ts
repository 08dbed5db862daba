import { randomUUID } from 'node:crypto';
import { approvalRoutes } from './approval-routes.ts';
import { callbackRoute } from './callback-route.ts';
import {
  anArray,
  anotherType,
  badQuery,
  brokenType,
  type Fault,
  foreignOrigin,
  forgedSession,
  lowRole,
  malformedId,
  noOrigin,
  noSession,
  notJson,
  nullOrigin,
  plainText,
  tooLarge,
  unknownId,
  wrongMethod,
} from './faults.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { fromPage, password, type TestOperator, type Visitor } from './people.ts';
import { registryRoutes } from './registry-routes.ts';

/** A request that is right, and what may be wrong with it. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly faults: readonly Fault[];
}

/** Who sends the requests, and what they are about. */
export interface Cast {
  readonly visitor: Visitor;
  readonly viewer: TestOperator;
  readonly operator: TestOperator;
  readonly approver: TestOperator;
  readonly admin: TestOperator;
  readonly approvalId: string;
  /** Of work whose end may be told. */
  readonly callbackToken: string;
  /** A turn of the visitor's conversation. */
  readonly turnId: string;
}

const chatWrite = [wrongMethod, forgedSession, foreignOrigin, nullOrigin, tooLarge];
const chatShape = [notJson, anArray, anotherType, brokenType];
export const operatorWrite = [foreignOrigin, nullOrigin, noOrigin, plainText];
export const sessions = [noSession, forgedSession];

const badConversationQueries = ['?status=lost', '?needs=love', '?cursor=zz', '?assigned=x', '?order=x'];

/** Every route there is, each with the faults that it can be given. */
export function refusableRoutes({
  visitor,
  viewer,
  operator,
  approver,
  admin,
  approvalId,
  callbackToken,
  turnId,
}: Cast): Route[] {
  const { conversationId } = visitor;
  const ofConversation = `/v1/conversations/${conversationId}`;
  const chatRoutes: Route[] = [
    {
      method: 'POST',
      path: '/v1/chat/sessions',
      headers: { ...visitor.headers, 'content-type': 'application/json' },
      body: {},
      faults: [...chatWrite, ...chatShape],
    },
    {
      method: 'POST',
      path: '/v1/chat/messages',
      headers: { ...visitor.headers, 'content-type': 'application/json' },
      body: { id: randomUUID(), text: 'hello' },
      faults: [noSession, ...chatWrite, ...chatShape],
    },
    {
      method: 'GET',
      path: '/v1/chat/messages',
      headers: { ...visitor.headers },
      faults: [
        wrongMethod,
        ...sessions,
        badQuery('?after=x'),
        badQuery('?after=-1'),
        badQuery('?after=9999999999'),
      ],
    },
    {
      method: 'GET',
      path: '/v1/chat/events',
      headers: { ...visitor.headers },
      faults: [wrongMethod, ...sessions],
    },
  ];

  const accountRoutes: Route[] = [
    {
      method: 'POST',
      path: '/v1/operator/login',
      headers: { ...fromPage },
      body: { email: operator.email, password },
      faults: [wrongMethod, ...operatorWrite, tooLarge, notJson, anArray],
    },
    {
      method: 'POST',
      path: '/v1/operator/setup',
      headers: { ...fromPage },
      faults: [wrongMethod, ...operatorWrite, tooLarge, notJson, anArray],
    },
    {
      method: 'POST',
      path: '/v1/operator/logout',
      headers: { ...viewer.writes },
      faults: [wrongMethod, ...sessions, ...operatorWrite, tooLarge, notJson, anArray],
    },
    {
      method: 'GET',
      path: '/v1/operator/me',
      headers: { ...viewer.headers },
      faults: [wrongMethod, ...sessions],
    },
    {
      method: 'POST',
      path: '/v1/operators',
      headers: { ...admin.writes },
      faults: [
        wrongMethod,
        ...sessions,
        ...operatorWrite,
        lowRole(approver.cookie),
        tooLarge,
        notJson,
        anArray,
      ],
    },
  ];

  accountRoutes.push(
    {
      method: 'GET',
      path: '/v1/operators',
      headers: { ...admin.headers },
      faults: [wrongMethod, ...sessions, lowRole(approver.cookie)],
    },
    {
      method: 'POST',
      path: `/v1/operators/${viewer.id}`,
      headers: { ...admin.writes },
      body: { role: 'viewer' },
      faults: [
        wrongMethod,
        ...sessions,
        ...operatorWrite,
        lowRole(approver.cookie),
        tooLarge,
        unknownId(viewer.id),
        malformedId(viewer.id),
        notJson,
        anArray,
      ],
    },
    {
      method: 'GET',
      path: '/v1/audit',
      headers: { ...admin.headers },
      faults: [wrongMethod, ...sessions, lowRole(approver.cookie), badQuery('?cursor=x')],
    },
  );

  const act = (name: string, body?: unknown): Route => ({
    method: 'POST',
    path: `${ofConversation}/${name}`,
    headers: { ...operator.writes },
    body,
    faults: [
      wrongMethod,
      ...sessions,
      ...operatorWrite,
      lowRole(viewer.cookie),
      tooLarge,
      unknownId(conversationId),
      malformedId(conversationId),
      notJson,
      anArray,
    ],
  });

  const read = (path: string, ...faults: Fault[]): Route => ({
    method: 'GET',
    path,
    headers: { ...viewer.headers },
    faults: [wrongMethod, ...sessions, ...faults],
  });

  const ids = [unknownId(conversationId), malformedId(conversationId)];
  const consoleRoutes: Route[] = [
    read('/v1/conversations', ...badConversationQueries.map(badQuery)),
    read(ofConversation, ...ids),
    read(`${ofConversation}/messages`, ...ids, badQuery('?after=x'), badQuery('?before=x')),
    read(`${ofConversation}/turns`, ...ids, badQuery('?cursor=x')),
    read(`${ofConversation}/turns/${turnId}`, ...ids, unknownId(turnId), malformedId(turnId)),
    read(`${ofConversation}/customer`, ...ids),
    read(`${ofConversation}/brief`, ...ids),
    read('/v1/operator/events'),
    act('take-over'),
    act('hand-back', {}),
    act('messages', { id: randomUUID(), text: 'hello' }),
    act('suggestion'),
    act('close', { reason: 'done' }),
    act('events', { id: randomUUID(), type: 'order.shipped', data: {} }),
    read(`${ofConversation}/events`, ...ids, badQuery('?cursor=x')),
    read(`${ofConversation}/follow-ups`, ...ids),
  ];

  return [
    callbackRoute(callbackToken),
    ...chatRoutes,
    ...accountRoutes,
    ...consoleRoutes,
    ...inboxRoutes({ visitor, viewer, operator }),
    ...approvalRoutes({ viewer, approver, approvalId }),
    ...registryRoutes({ viewer, approver, admin }),
  ];
}
