import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Sends the head of an event stream; what follows is written by hand. */
export function startStream(reply: FastifyReply): ServerResponse {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // The connection ends with the stream: kept alive, it would hold up a server that shuts down.
    connection: 'close',
    // Proxies would hold the events back.
    'x-accel-buffering': 'no',
  });
  raw.flushHeaders();
  return raw;
}

/** Acts when the stream has ended, also for a browser that was gone before its request was looked at. */
export function whenClosed(socket: ServerResponse, act: () => void): void {
  socket.on('error', () => {});
  if (socket.destroyed) act();
  else socket.once('close', act);
}
