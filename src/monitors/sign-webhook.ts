import { createHmac } from 'node:crypto';

interface Signed {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * The headers of a webhook by Standard Webhooks: its receiver knows who sent it, that it is fresh, and by the id whether it
 * came before. A secret that begins with `whsec_` is base64 after that; any other is taken as it is.
 */
export function signWebhook(secret: string, id: string, body: string, at: Date): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : secret;
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

const prefix = 'whsec_';
