import { readFile } from 'node:fs/promises';
import type { PathOrData, TemporalConfig, TlsConfig } from '../config.ts';

/** How both of the SDK's connections, the client's and the worker's, reach the server. */
export interface TemporalTarget {
  readonly address: string;
  readonly apiKey?: string;
  readonly tls?: {
    readonly serverNameOverride?: string;
    readonly serverRootCACertificate?: Buffer;
    readonly clientCertPair?: { readonly crt: Buffer; readonly key: Buffer };
  };
}

/** Reads the certificates. Throws, naming the file, when one cannot be read. */
export async function targetOf({ address, apiKey, tls }: TemporalConfig): Promise<TemporalTarget> {
  return {
    address,
    ...(apiKey !== undefined && { apiKey }),
    ...(tls !== undefined && { tls: await tlsOf(tls) }),
  };
}

async function tlsOf({ clientCert, clientKey, serverCaCert, serverName }: TlsConfig) {
  const pair =
    clientCert && clientKey
      ? { crt: await contentOf(clientCert), key: await contentOf(clientKey) }
      : undefined;
  return {
    ...(serverName !== undefined && { serverNameOverride: serverName }),
    ...(serverCaCert !== undefined && { serverRootCACertificate: await contentOf(serverCaCert) }),
    ...(pair && { clientCertPair: pair }),
  };
}

const contentOf = (source: PathOrData): Promise<Buffer> =>
  'path' in source ? readFile(source.path) : Promise.resolve(Buffer.from(source.data));
