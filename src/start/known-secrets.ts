import type { Config } from '../config.ts';
import type { Registry } from '../registry/assistant.ts';

/** Every key and password that this process holds: no sentence with one in it leaves the house. */
export function knownSecrets(
  { openai, temporal, http, admin, alerts, database }: Config,
  registry: Registry,
): string[] {
  const vendors = [...registry.assistants.values()].flatMap(({ connected, embedder, mcpServers }) => [
    ...[...connected.values()].map(({ apiKey }) => apiKey),
    embedder?.apiKey,
    ...[...mcpServers.values()].flatMap(({ headers }) => Object.values(headers).map(withoutScheme)),
  ]);
  const urls = [database?.url, database?.directUrl].map((url) => url && URL.parse(url)?.password);
  const secrets = [
    openai?.apiKey,
    temporal?.apiKey,
    http.webIdentitySecret,
    admin?.password,
    alerts?.secret,
    ...urls,
    ...vendors,
  ];
  return [
    ...new Set(secrets.filter((secret) => secret !== undefined && secret.length >= secretTextMin)),
  ] as string[];
}

const withoutScheme = (header: string) => header.replace(/^(Bearer|Basic|Token) +/i, '');

/** A shorter one is a word that somebody may say. */
const secretTextMin = 8;
