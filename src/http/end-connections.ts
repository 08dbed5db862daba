import type { Socket } from 'node:net';
import type { App } from './app.ts';
import { httpBounds } from './http-bounds.ts';

/**
 * Lets a closing server end soon. Node waits for connections that have not asked anything yet (browsers open some
 * in advance) as it does for those that are being answered; only the latter get time here.
 */
export function endConnectionsOnClose(app: App): void {
  const unasked = new Set<Socket>();
  app.server.on('connection', (socket) => {
    unasked.add(socket);
    socket.once('close', () => unasked.delete(socket));
  });
  app.server.on('request', (request) => unasked.delete(request.socket));
  app.addHook('preClose', async () => {
    for (const socket of unasked) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), httpBounds.closeMs).unref();
  });
}
