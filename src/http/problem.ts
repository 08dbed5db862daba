import { STATUS_CODES } from 'node:http';

/** A refusal as RFC 9457 describes it. Its words are for the caller and tell nothing of the inside. */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Members beyond the standard ones, such as who was first. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    detail: string,
    extras: { headers?: Record<string, string>; more?: Record<string, unknown> } = {},
  ) {
    super(detail);
    this.status = status;
    this.headers = extras.headers ?? {};
    this.more = extras.more ?? {};
  }

  toDocument() {
    const { status, message: detail, more } = this;
    return { ...more, type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
  }
}

export const noVisitorSession = () =>
  new Problem(401, 'A valid session is needed.', { headers: { 'www-authenticate': 'Bearer' } });
export const noOperatorSession = () => new Problem(401, 'Log in first.');
export const badIdentity = () => new Problem(401, 'The identity is not valid.');
export const badLink = () =>
  new Problem(401, 'This link is not valid: it was used, has expired, or was replaced by another.');
export const badLogin = () => new Problem(401, 'E-mail or password is wrong.');
export const foreignOrigin = () => new Problem(403, 'This origin may not write here.');
export const notJson = () => new Problem(403, 'Writes need the content type application/json.');
export const roleTooLow = () => new Problem(403, 'Your role does not allow this.');
export const notFound = () => new Problem(404, 'There is nothing here.');
export const tooLarge = () => new Problem(413, 'The body is too large.');
export const conflict = (detail: string, more: Record<string, unknown> = {}) =>
  new Problem(409, detail, { more });
export const badShape = (detail: string) => new Problem(422, detail);

export const wrongMethod = (allowed: readonly string[]) =>
  new Problem(405, 'This method is not allowed here.', { headers: { allow: allowed.join(', ') } });

export const tooMany = (retryAfterMs: number) =>
  new Problem(429, 'Too many requests; try again later.', { headers: retryAfter(retryAfterMs) });

export const notReady = (retryAfterMs: number) =>
  new Problem(503, 'Not available at the moment; try again.', { headers: retryAfter(retryAfterMs) });

const retryAfter = (ms: number) => ({ 'retry-after': String(Math.max(1, Math.ceil(ms / 1_000))) });
