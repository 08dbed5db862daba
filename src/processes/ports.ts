import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const loopback = '127.0.0.1';

/** A port of the loopback interface that nobody listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, loopback);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** Whether somebody listens on this port of the loopback interface, or holds it for every interface. */
export async function isPortBusy(port: number): Promise<boolean> {
  return (await answers(port)) || !(await canListen(port));
}

/** Some systems let one listen on 127.0.0.1 although another listens everywhere: ask before trying. */
async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: loopback, timeout: 1_000 });
  const answered = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'timeout').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answered;
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer().listen(port, loopback);
  try {
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
}
