import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that can't be answered; its message is for the client. */
export class RequestError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

export const badRequest = (message: string) => new RequestError(400, message);

/** The body as JSON, up to 8 MB: a full context of long tool results. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    // The rest stays unread, so this connection can't be used again.
    if (bytes > bodyBytesMax) throw new RequestError(413, 'The body is too large.', { connection: 'close' });
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw badRequest('The body is not JSON.');
  }
}

const bodyBytesMax = 8_388_608;

/** Errors as OpenAI writes them. What isn't the client's fault says nothing of the inside. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, message, headers } =
    error instanceof RequestError ? error : new RequestError(500, 'The demo model failed.');
  const type = status < 500 ? 'invalid_request_error' : 'server_error';
  sendJson(response, status, { error: { message, type, param: null, code: null } }, headers);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
