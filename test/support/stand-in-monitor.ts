import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** A monitor's webhook over real HTTP, which checks every signature. It refuses the first deliveries. */
export async function startStandInMonitor({ failuresFirst = 0 } = {}) {
  const secret = `whsec_${Buffer.from('a secret of the monitors alone').toString('base64')}`;
  const taken: { type: string; data: Record<string, unknown> }[] = [];
  const deliveries: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await readText(request);
    const headers = request.headers as Record<string, string>;
    const payload = new Webhook(secret).verify(body, headers) as (typeof taken)[number];
    deliveries.push(headers['webhook-id'] ?? '');
    if (deliveries.length <= failuresFirst) response.writeHead(503).end();
    else {
      taken.push(payload);
      response.writeHead(204).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    secret,
    /** What it was told and took. */
    taken,
    /** The id of each delivery, those that it refused included. */
    deliveries,
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
