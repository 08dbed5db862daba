import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InjectOptions } from 'fastify';
import { bounds } from '../../src/domain/bounds.ts';
import { askApproval } from './support/ask-approval.ts';
import { type Draft, type Fault, refusalOrder } from './support/faults.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, visit } from './support/people.ts';
import { type Route, refusableRoutes } from './support/refusable-routes.ts';
import { startWork } from './support/start-work.ts';

const service = await startHttpService();
const { app } = service;
const visitor = await visit(service);
const [viewer, operator, approver, admin] = await Promise.all(
  (['viewer', 'operator', 'approver', 'admin'] as const).map((role) => employ(service, role)),
);
assert(viewer && operator && approver && admin);
const { conversationId } = visitor;
const approvalId = await askApproval(service, conversationId);

const { id: turnId } = await service.db.selectFrom('turns').select('id').executeTakeFirstOrThrow();

const { token: callbackToken } = await startWork(service, conversationId);

const routes = refusableRoutes({
  ...{ visitor, viewer, operator, approver, admin },
  ...{ approvalId, turnId, callbackToken },
});

for (const route of routes) {
  test(`${route.method} ${generic(route.path)} refuses what is wrong, the first thing first`, async () => {
    for (const first of route.faults) {
      await expectRefusal(route, [first], first.status);
      for (const second of route.faults) {
        if (refusalOrder.indexOf(second.status) <= refusalOrder.indexOf(first.status)) continue;
        await expectRefusal(route, [first, second], first.status);
      }
    }
  });
}

test('the table above names every route that the documentation does', async () => {
  const { paths } = (await app.inject('/docs/json')).json() as { paths: Record<string, object> };
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const open = ['GET /healthz', 'GET /readyz'];
  const tested = routes.map(({ method, path }) => `${method} ${generic(path)}`);
  assert.deepEqual(documented.filter((route) => !open.includes(route)).sort(), tested.sort());
});

test("an approval's own role counts before size, id and shape", async () => {
  const url = `/v1/approvals/${approvalId}/decision`;
  for (const payload of ['{"', 'x'.repeat(bounds.bodyBytesMax + 1), '{"version":1,"decision":"approve"}']) {
    const options: InjectOptions = { method: 'POST', url, headers: operator.writes, payload };
    const { statusCode } = await app.inject(options);
    assert.equal(statusCode, 403);
  }
  const refused = await service.db
    .selectFrom('audit')
    .selectAll()
    .where('actor', '=', operator.id)
    .where('subject', '=', approvalId)
    .execute();
  assert.deepEqual(
    refused.map(({ act: deed, allowed }) => [deed, allowed]),
    Array(3).fill(['decide_approval', false]),
  );
});

test('an unknown route is 404 whatever else is wrong with the request', async () => {
  const paths = [
    '/v1/nothing',
    '/v1/conversations/x/nothing',
    '/v1/registries',
    '/v1/%zz',
    '/metric',
    '/.env',
    '//',
  ];
  for (const url of paths) {
    for (const method of ['GET', 'PATCH', 'POST'] as const) {
      const payload = method === 'GET' ? undefined : 'x'.repeat(bounds.bodyBytesMax + 1);
      const options: InjectOptions = { method, url, ...(payload && { payload }) };
      assertProblem(await app.inject(options), 404, `${method} ${url}`);
    }
  }
});

test('a wrong method is told which are right', async () => {
  const response = await app.inject({ method: 'DELETE', url: '/v1/chat/messages' });
  assert.equal(response.statusCode, 405);
  assert.deepEqual(response.headers.allow?.toString().split(', ').sort(), ['GET', 'HEAD', 'POST']);
  for (const method of ['OPTIONS', 'TRACE', 'PROPFIND', 'QUERY']) {
    const answer = await app.inject({ method: method as 'OPTIONS', url: '/v1/conversations' });
    assert.equal(answer.statusCode, 405, method);
  }
});

async function expectRefusal(route: Route, faults: readonly Fault[], status: number): Promise<void> {
  const good: Draft = {
    method: route.method,
    path: route.path,
    query: '',
    headers: { ...route.headers },
    ...(route.method !== 'GET' && { payload: JSON.stringify(route.body ?? {}) }),
  };
  // What is judged first is spoilt last, so that nothing hides it.
  const draft = faults.reduceRight((spoilt, fault) => fault.spoil(spoilt), good);
  const { path, query, ...rest } = draft;
  const response = await app.inject({ ...rest, url: `${path}${query}` } as InjectOptions);
  assertProblem(response, status, faults.map((fault) => fault.name).join(' and '));
}

function assertProblem(
  response: { statusCode: number; body: string; headers: Record<string, unknown>; json(): unknown },
  status: number,
  what: string,
): void {
  assert.equal(response.statusCode, status, `${what}: ${response.body}`);
  assert.equal(response.headers['content-type'], 'application/problem+json', what);
  const { type, title, status: told, detail } = response.json() as Record<string, unknown>;
  assert.equal(told, status);
  for (const text of [type, title, detail]) assert(typeof text === 'string' && text !== '');
}

function generic(path: string): string {
  return path
    .replace(conversationId, '{id}')
    .replace(approvalId, '{id}')
    .replace(callbackToken, '{token}')
    .replace(turnId, '{turnId}')
    .replace(viewer?.id ?? '', '{id}');
}
