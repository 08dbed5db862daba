import { setTimeout as sleep } from 'node:timers/promises';
import { forge, sign } from '../../http/support/sign-identity.ts';
import { openRaw, sendRaw } from './raw-connection.ts';
import { type Visitor, visit } from './visitor.ts';

/** Something that somebody may do to the service, given where it is and a visitor's session. */
export type Attack = (http: string, visitor: Visitor) => Promise<void>;

export const hostileRequests: Readonly<Record<string, Attack>> = {
  'bodies of a megabyte': async (http, visitor) => {
    const text = 'x'.repeat(1_000_000);
    await many(40, (n) => post(http, writable[n % writable.length], visitor, JSON.stringify({ text })));
  },
  'JSON nested as deep as fits': async (http, visitor) => {
    const bodies = ['['.repeat(60_000), `${'['.repeat(30_000)}${']'.repeat(30_000)}`, '{"a":'.repeat(12_000)];
    await many(90, (n) => post(http, writable[n % writable.length], visitor, bodies[n % 3]));
  },
  'JSON as wide as fits': async (http, visitor) => {
    const wide = `[${'{},'.repeat(20_000)}{}]`;
    const keys = JSON.stringify(Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`k${n}`, n])));
    await many(90, (n) => post(http, writable[n % writable.length], visitor, n % 2 ? wide : keys));
  },
  'what is neither JSON nor UTF-8': async (http, visitor) => {
    const bodies = ['{"text":', '{"id":1}}', new Uint8Array(60_000).fill(0xff), '"\\u0000"'.repeat(5_000)];
    await many(100, (n) => post(http, writable[n % writable.length], visitor, bodies[n % 4]));
  },
  'thousands of headers': async (http) => {
    const headers = (count: number) => Array.from({ length: count }, (_, n) => `x-${n}: ${n}\r\n`).join('');
    const request = (count: number) => `GET /healthz HTTP/1.1\r\nhost: x\r\n${headers(count)}\r\n`;
    await many(60, (n) => sendRaw(http, request(n % 2 ? 5_000 : 1_000)));
  },
  'query strings as long as they may be, and longer': async (http, visitor) => {
    const queries = ['a'.repeat(15_000), 'a=1&'.repeat(3_000), '%41'.repeat(5_000), 'a'.repeat(1_000_000)];
    await many(80, async (n) => {
      const path = `/v1/chat/messages?${queries[n % 4]}`;
      await settle(fetch(`${http}${path}`, { headers: visitor.headers }).catch(() => undefined));
    });
  },
  'connections that send a byte now and then': async (http) => {
    const sockets = await many(200, () => openRaw(http));
    const request = 'POST /v1/chat/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n{';
    for (const character of request) {
      for (const socket of sockets) socket.write(character);
      await sleep(20);
    }
    for (const socket of sockets) socket.destroy();
  },
  'requests piled onto one connection': async (http) => {
    for (const path of ['/readyz', '/nowhere', '/v1/chat/messages'])
      await sendRaw(http, `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(1_500));
  },
  'forged identities': async (http) => {
    const claims = { sub: 'somebody', name: 'n'.repeat(2_500) };
    const identities = [
      forge({ alg: 'none' }, claims),
      forge({ alg: 'HS256' }, claims, 'A'.repeat(43)),
      forge({ alg: 'RS256', crit: Array(200).fill('b64') }, { sub: 'x' }),
      await sign({ sub: 'x' }, { secret: 'a secret of somebody else' }),
      '.'.repeat(4_000),
    ];
    await many(200, async (n) => {
      const identity = identities[n % identities.length];
      const body = JSON.stringify({ identity });
      await settle(fetch(`${http}/v1/chat/sessions`, { method: 'POST', headers: json, body }));
    });
  },
  'a flood of logins': async (http) => {
    await many(200, async (n) => {
      const body = JSON.stringify({ email: `nobody-${n}@example.com`, password: 'p'.repeat(200) });
      const headers = { ...json, origin: http };
      await settle(fetch(`${http}/v1/operator/login`, { method: 'POST', headers, body }));
    });
  },
  'streams that nobody reads, and long transcripts read at once': async (http) => {
    const visitor = await visit(http);
    await many(60, () => visitor.say(`${'long '.repeat(1_500)}.`));
    const sockets = await many(10, () => openRaw(http));
    for (const socket of sockets) {
      socket.pause();
      socket.write(
        `GET /v1/chat/events HTTP/1.1\r\nhost: x\r\nauthorization: ${visitor.headers.authorization}\r\n\r\n`,
      );
    }
    await many(20, () => settle(fetch(`${http}/v1/chat/messages`, { headers: visitor.headers })));
    for (const socket of sockets) socket.destroy();
  },
};

const json = { 'content-type': 'application/json' };
const writable = ['/v1/chat/messages', '/v1/chat/sessions', '/v1/operator/login'];

async function many<T>(count: number, act: (n: number) => Promise<T>): Promise<T[]> {
  return await Promise.all(Array.from({ length: count }, (_, n) => act(n)));
}

async function post(
  http: string,
  path: string | undefined,
  visitor: Visitor,
  body: string | Uint8Array<ArrayBuffer> | undefined,
): Promise<void> {
  const headers = { ...visitor.headers, origin: http };
  // Whose body is refused early may be hung up on while still sending.
  await settle(fetch(`${http}${path}`, { method: 'POST', headers, body: body ?? '' }).catch(() => undefined));
}

/** Whatever is asked of it, the service answers; a failure inside is never the answer. */
async function settle(request: Promise<Response | undefined>): Promise<void> {
  const response = await request;
  await response?.arrayBuffer().catch(() => {});
  if (response?.status === 500) throw new Error(`500 for ${response.url.slice(0, 100)}`);
}
