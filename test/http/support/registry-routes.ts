import { anArray, badQuery, type Fault, lowRole, notJson, tooLarge, wrongMethod } from './faults.ts';
import { type Cast, operatorWrite, type Route, sessions } from './refusable-routes.ts';

/** The routes about components, each with the faults that it can be given. */
export function registryRoutes({
  viewer,
  approver,
  admin,
}: Pick<Cast, 'viewer' | 'approver' | 'admin'>): Route[] {
  const read = (path: string, ...faults: Fault[]): Route => ({
    method: 'GET',
    path,
    headers: { ...viewer.headers },
    faults: [wrongMethod, ...sessions, ...faults],
  });
  const write = (path: string, body: unknown): Route => ({
    method: 'POST',
    path,
    headers: { ...approver.writes },
    body,
    faults: [
      ...[wrongMethod, ...sessions, ...operatorWrite, lowRole(viewer.cookie), tooLarge],
      ...[notJson, anArray],
    ],
  });
  return [
    read('/v1/registry', badQuery('?state=asleep'), badQuery('?kind=ghost')),
    read('/v1/incidents', badQuery('?state=asleep'), badQuery('?cursor=yesterday')),
    read('/v1/pauses'),
    write('/v1/pauses', { scope: '*' }),
    write('/v1/pauses/resume', { scope: '*' }),
    read('/v1/registry/mcp'),
    {
      method: 'POST',
      path: '/v1/registry/mcp/accept',
      headers: { ...admin.writes },
      body: { assistant: 'desk', server: 'crm', tool: 'find', hash: null },
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
}
