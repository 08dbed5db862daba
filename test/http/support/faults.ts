import { randomUUID } from 'node:crypto';
import { bounds } from '../../../src/domain/bounds.ts';

/** A request before it is sent. */
export interface Draft {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

/** A way to be wrong, and what is said of it. */
export interface Fault {
  readonly name: string;
  readonly status: number;
  readonly spoil: (draft: Draft) => Draft;
}

/** Refusals as the contract orders them. */
export const refusalOrder = [405, 401, 403, 413, 404, 422];

export const wrongMethod = fault('wrong method', 405, (draft) => ({ ...draft, method: 'PATCH' }));

export const noSession = fault('no session', 401, ({ headers, ...draft }) => {
  const { authorization, cookie, ...rest } = headers;
  return { ...draft, headers: rest };
});

const forgedToken = 'x'.repeat(43);
export const forgedSession = fault('forged session', 401, ({ headers, ...draft }) => ({
  ...draft,
  headers: {
    ...headers,
    ...(headers.authorization && { authorization: `Bearer ${forgedToken}` }),
    ...(headers.cookie && { cookie: `baton_session=${forgedToken}` }),
  },
}));

export const foreignOrigin = header('foreign origin', 403, { origin: 'https://evil.test' });
export const nullOrigin = header('origin null', 403, { origin: 'null' });
export const noOrigin = fault('no origin', 403, ({ headers, ...draft }) => {
  const { origin, ...rest } = headers;
  return { ...draft, headers: rest };
});
export const plainText = header('plain text', 403, { 'content-type': 'text/plain' });
export const lowRole = (cookie: string) => header('role too low', 403, { cookie });

export const tooLarge = payload('too large', 413, 'x'.repeat(bounds.bodyBytesMax + 1));

export const unknownId = (known: string) =>
  fault('unknown id', 404, (draft) => ({ ...draft, path: draft.path.replace(known, randomUUID()) }));
export const malformedId = (known: string) =>
  fault('malformed id', 404, (draft) => ({
    ...draft,
    path: draft.path.replace(known, `no-uuid%00${'x'.repeat(300)}`),
  }));

export const notJson = payload('not JSON', 422, '{"');
export const anArray = payload('an array', 422, '[]');
export const anotherType = header('another content type', 422, { 'content-type': 'application/xml' });
export const brokenType = header('a broken content type', 422, { 'content-type': ';;' });
export const badQuery = (query: string) => fault(`query ${query}`, 422, (draft) => ({ ...draft, query }));

function fault(name: string, status: number, spoil: Fault['spoil']): Fault {
  return { name, status, spoil };
}

function header(name: string, status: number, headers: Record<string, string>): Fault {
  return fault(name, status, (draft) => ({ ...draft, headers: { ...draft.headers, ...headers } }));
}

function payload(name: string, status: number, text: string): Fault {
  return fault(name, status, (draft) => ({ ...draft, payload: text }));
}
