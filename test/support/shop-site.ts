import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const examplePath = join(import.meta.dirname, '../../docs/examples/embed.html');

/** A shop on an origin of its own, whose pages embed the chat as the example in the docs does. */
export interface ShopSite {
  readonly origin: string;
  /** The page's address; `attributes` take the place of the tag's own, `policy` is the shop's. */
  page(options?: { attributes?: string; policy?: string }): string;
  close(): Promise<void>;
}

/** Opens a shop on `host`; `baton` says where the chat comes from. */
export async function openShop(baton: () => string, host = 'localhost'): Promise<ShopSite> {
  const example = await readFile(examplePath, 'utf8');
  const tag = /data-assistant="shop" data-color="[^"]*"/;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    const attributes = url.searchParams.get('attributes');
    const policy = url.searchParams.get('policy');
    const own = attributes === null ? example : example.replace(tag, () => attributes);
    // Under a policy that forbids them, the example's own styles would be reported as well.
    const html = policy === null ? own : own.replace(/<style>.*<\/style>/s, '');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(policy && { 'content-security-policy': policy }),
    });
    response.end(html.replaceAll('https://baton.example', baton()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    page: (options = {}) => `${origin}/?${new URLSearchParams(options)}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
