import {
  anArray,
  badQuery,
  lowRole,
  malformedId,
  notJson,
  tooLarge,
  unknownId,
  wrongMethod,
} from './faults.ts';
import { fromPage } from './people.ts';
import { type Cast, operatorWrite, type Route, sessions } from './refusable-routes.ts';

/** What waits for a decision, and the ways to decide. */
export function approvalRoutes({
  viewer,
  approver,
  approvalId,
}: Pick<Cast, 'viewer' | 'approver' | 'approvalId'>): Route[] {
  const act = (name: string, body?: object): Route => ({
    method: 'POST',
    path: `/v1/approvals/${approvalId}/${name}`,
    headers: { ...approver.writes },
    ...(body && { body }),
    faults: [
      wrongMethod,
      ...sessions,
      ...operatorWrite,
      lowRole(viewer.cookie),
      tooLarge,
      unknownId(approvalId),
      malformedId(approvalId),
      notJson,
      anArray,
    ],
  });
  /** The link is the permission. */
  const byLink = (name: string): Route => ({
    method: 'POST',
    path: `/v1/decision-links/${name}`,
    headers: { ...fromPage },
    faults: [wrongMethod, ...operatorWrite, tooLarge, notJson, anArray],
  });
  return [
    {
      method: 'GET',
      path: '/v1/approvals',
      headers: { ...viewer.headers },
      faults: [wrongMethod, ...sessions, badQuery('?state=maybe'), badQuery('?cursor=1')],
    },
    act('link'),
    act('decision', { version: 1, decision: 'approve' }),
    byLink('look'),
    byLink('decide'),
  ];
}
