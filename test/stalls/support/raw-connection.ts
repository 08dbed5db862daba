import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection on which anything may be sent, protocol or not; what comes back is read and dropped. */
export async function openRaw(http: string): Promise<Socket> {
  const { hostname, port } = new URL(http);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'connect');
  return socket;
}

/** Sends it and resolves when the server has hung up, or after a while. */
export async function sendRaw(http: string, text: string): Promise<void> {
  const socket = await openRaw(http);
  // Not `once` of node:events, which rejects when the server resets the connection: that is one way to refuse.
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.end(text);
  const timer = setTimeout(() => socket.destroy(), 5_000);
  await closed;
  clearTimeout(timer);
}
