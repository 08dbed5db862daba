import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHttpService } from './support/http-service.ts';
import { visit } from './support/people.ts';
import { forge, inSeconds, sign } from './support/sign-identity.ts';

const service = await startHttpService();
const { app, db } = service;
const sub = 'customer-1';

const bad: Record<string, string> = {
  empty: '',
  'not a token': 'ada',
  'dots only': '..',
  'alg none': forge({ alg: 'none' }, { sub }),
  'alg None': forge({ alg: 'None' }, { sub }),
  'alg none with a signature': forge({ alg: 'none' }, { sub }, 'c2lnbmVk'),
  'no alg': forge({}, { sub }),
  unsigned: forge({ alg: 'HS256' }, { sub }),
  'another key': await sign({ sub }, { secret: 'a secret that somebody else has made up' }),
  'another algorithm': await sign({ sub }, { alg: 'HS512', secret: 'x'.repeat(64) }),
  'another algorithm with our key': await sign({ sub }, { alg: 'HS384' }),
  'another audience': await sign({ sub, aud: 'somebody' }),
  'no audience': await sign({ sub, aud: undefined }),
  expired: await sign({ sub, exp: inSeconds(-1) }),
  'no expiry': await sign({ sub, exp: undefined }),
  'expiry too far ahead': await sign({ sub, exp: inSeconds(302) }),
  'expiry in a thousand years': await sign({ sub, exp: inSeconds(31_536_000_000) }),
  'not yet': await sign({ sub, nbf: inSeconds(60) }),
  'no customer': await sign({}),
  'an empty customer': await sign({ sub: '' }),
  'a number for a customer': await sign({ sub: 7 }),
  'a customer with NUL': await sign({ sub: 'ada\0' }),
  'half a character': await sign({ sub: 'ada\ud800' }),
  'a customer of endless length': await sign({ sub: 'x'.repeat(400) }),
  'a name that is none': await sign({ sub, name: { first: 'Ada' } }),
};

for (const [name, identity] of Object.entries(bad)) {
  test(`an identity is refused, and nobody let in as anonymous: ${name}`, async () => {
    const count = () => db.selectFrom('chat_sessions').selectAll().execute();
    const before = await count();
    const response = await app.inject({ method: 'POST', url: '/v1/chat/sessions', payload: { identity } });
    assert.equal(response.statusCode, 401, response.body);
    assert.equal((await count()).length, before.length);
  });
}

test('a bad identity does not spoil the session that it came with', async () => {
  const visitor = await visit(service);
  const { headers } = visitor;
  const payload = { identity: bad.expired };
  const refused = await app.inject({ method: 'POST', url: '/v1/chat/sessions', headers, payload });
  assert.equal(refused.statusCode, 401);
  assert.equal((await app.inject({ url: '/v1/chat/messages', headers })).statusCode, 200);
});

test('an identity that is no text is of the wrong shape', async () => {
  for (const identity of [7, {}, null, ['x'], 'x'.repeat(4_001)]) {
    const response = await app.inject({ method: 'POST', url: '/v1/chat/sessions', payload: { identity } });
    assert.equal(response.statusCode, 422);
  }
});

test('five minutes ahead are allowed, and an audience among others', async () => {
  await visit(service, { identity: await sign({ sub, exp: inSeconds(300) }) });
  await visit(service, { identity: await sign({ sub, aud: ['somebody', 'baton'] }) });
});

test('without a secret nobody can say who they are', async () => {
  for (const identitySecret of [undefined, '']) {
    const other = await service.another({ settings: { ...service.deps.settings, identitySecret } });
    for (const identity of [await sign({ sub }), forge({ alg: 'HS256' }, { sub })]) {
      const response = await other.inject({
        method: 'POST',
        url: '/v1/chat/sessions',
        payload: { identity },
      });
      assert.equal(response.statusCode, 401);
    }
  }
});
