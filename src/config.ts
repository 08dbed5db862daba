import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError } from './config/config-error.ts';
import { conflictIn } from './config/conflicts.ts';
import { effectless } from './config/effectless.ts';
import { type Environment, parseEnvironment } from './config/environment.ts';

/** What the environment asks for, checked once at the start and never changed. */
export interface Config {
  readonly services: { readonly http: boolean; readonly worker: boolean };
  readonly http: HttpConfig;
  /** Absolute. */
  readonly dataDir: string;
  /** None: the embedded one. The direct URL is for LISTEN, where the other goes through a pooler. */
  readonly database: { readonly url: string; readonly directUrl: string } | undefined;
  /** None: the embedded dev server. */
  readonly temporal: TemporalConfig | undefined;
  readonly embeddedTemporal: EmbeddedTemporalConfig;
  readonly namespace: string;
  /** None: the demo model answers. */
  readonly openai: { readonly apiKey: string; readonly baseUrl: string | undefined } | undefined;
  readonly models: { readonly small: string | undefined; readonly large: string | undefined };
  readonly assistants: { readonly folder: string; readonly default: string | undefined };
  /** None: a one-time link makes the first one. */
  readonly admin: { readonly email: string; readonly password: string } | undefined;
  /** Where links into the Temporal UI lead; none: the embedded one. */
  readonly temporalUiUrl: string | undefined;
  /** Who is told of incidents; none: the log alone. */
  readonly alerts: { readonly url: string; readonly secret: string } | undefined;
  /** Whether `/metrics` answers beyond loopback. */
  readonly metricsPublic: boolean;
  readonly logLevel: Environment['LOG_LEVEL'];
  /** What the user should know before relying on this environment, a line each. */
  readonly warnings: readonly string[];
}

export interface HttpConfig {
  readonly port: number;
  readonly host: string;
  /** None: localhost and 127.0.0.1 with the port that it gets. */
  readonly publicUrl: string | undefined;
  /** How many proxies of ours every request passes, each of which tells whom it got it from. */
  readonly proxyHops: number;
  readonly webOrigins: readonly string[];
  readonly webIdentitySecret: string | undefined;
}

/** A Temporal of the user's, in the words of Temporal's own tools. */
export interface TemporalConfig {
  readonly address: string;
  readonly apiKey: string | undefined;
  /** Set when the connection is encrypted. */
  readonly tls: TlsConfig | undefined;
}

export interface TlsConfig {
  readonly clientCert: PathOrData | undefined;
  readonly clientKey: PathOrData | undefined;
  readonly serverCaCert: PathOrData | undefined;
  readonly serverName: string | undefined;
}

export type PathOrData = { readonly path: string } | { readonly data: string };

export interface EmbeddedTemporalConfig {
  readonly port: number;
  readonly uiPort: number;
  readonly cli: string | undefined;
  readonly cacheDir: string;
  /** Where programs are looked for. */
  readonly searchPath: string;
}

/** Throws ConfigError, whose one line names the variable and holds no value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const vars = parseEnvironment(env);
  const conflict = conflictIn(vars);
  if (conflict !== undefined) throw new ConfigError(conflict);
  return deepFreeze({
    services: { http: vars.SERVICES.includes('http'), worker: vars.SERVICES.includes('worker') },
    http: httpOf(vars),
    dataDir: resolve(vars.DATA_DIR),
    database: databaseOf(vars),
    temporal: temporalOf(vars),
    embeddedTemporal: embeddedTemporalOf(vars, env),
    namespace: vars.TEMPORAL_NAMESPACE,
    openai: vars.OPENAI_API_KEY ? { apiKey: vars.OPENAI_API_KEY, baseUrl: vars.OPENAI_BASE_URL } : undefined,
    models: { small: vars.MODEL_SMALL, large: vars.MODEL_LARGE },
    assistants: { folder: resolve(vars.ASSISTANTS), default: vars.DEFAULT_ASSISTANT },
    admin: adminOf(vars),
    temporalUiUrl: vars.TEMPORAL_UI_URL,
    alerts: alertsOf(vars),
    metricsPublic: vars.METRICS_PUBLIC ?? false,
    logLevel: vars.LOG_LEVEL,
    warnings: warningsOf(vars),
  });
}

const httpOf = (vars: Environment): HttpConfig => ({
  port: vars.PORT,
  host: vars.HOST,
  publicUrl: vars.PUBLIC_URL,
  proxyHops: vars.PROXY_HOPS,
  webOrigins: vars.WEB_ORIGINS,
  webIdentitySecret: vars.WEB_IDENTITY_SECRET,
});

function databaseOf({ DATABASE_URL, DATABASE_DIRECT_URL }: Environment): Config['database'] {
  if (DATABASE_URL === undefined) return undefined;
  return { url: DATABASE_URL, directUrl: DATABASE_DIRECT_URL ?? DATABASE_URL };
}

function alertsOf({ ALERT_WEBHOOK_URL, WEBHOOK_SECRET }: Environment): Config['alerts'] {
  if (ALERT_WEBHOOK_URL === undefined || WEBHOOK_SECRET === undefined) return undefined;
  return { url: ALERT_WEBHOOK_URL, secret: WEBHOOK_SECRET };
}

function adminOf({ ADMIN_EMAIL, ADMIN_PASSWORD }: Environment): Config['admin'] {
  if (ADMIN_EMAIL === undefined || ADMIN_PASSWORD === undefined) return undefined;
  return { email: ADMIN_EMAIL, password: ADMIN_PASSWORD };
}

function temporalOf(vars: Environment): TemporalConfig | undefined {
  if (vars.TEMPORAL_ADDRESS === undefined) return undefined;
  const tls: TlsConfig = {
    clientCert: pathOrData(vars.TEMPORAL_TLS_CLIENT_CERT_PATH, vars.TEMPORAL_TLS_CLIENT_CERT_DATA),
    clientKey: pathOrData(vars.TEMPORAL_TLS_CLIENT_KEY_PATH, vars.TEMPORAL_TLS_CLIENT_KEY_DATA),
    serverCaCert: pathOrData(vars.TEMPORAL_TLS_SERVER_CA_CERT_PATH, vars.TEMPORAL_TLS_SERVER_CA_CERT_DATA),
    serverName: vars.TEMPORAL_TLS_SERVER_NAME,
  };
  // As Temporal's tools decide: a key or any part of TLS turns it on, unless it is turned off by name.
  const isAsked =
    vars.TEMPORAL_API_KEY !== undefined || Object.values(tls).some((part) => part !== undefined);
  const isOn = vars.TEMPORAL_TLS ?? isAsked;
  return { address: vars.TEMPORAL_ADDRESS, apiKey: vars.TEMPORAL_API_KEY, tls: isOn ? tls : undefined };
}

function pathOrData(path: string | undefined, data: string | undefined): PathOrData | undefined {
  if (path !== undefined) return { path };
  return data === undefined ? undefined : { data };
}

const embeddedTemporalOf = (vars: Environment, env: NodeJS.ProcessEnv): EmbeddedTemporalConfig => ({
  port: vars.TEMPORAL_PORT,
  uiPort: vars.TEMPORAL_UI_PORT,
  cli: vars.TEMPORAL_CLI,
  cacheDir: join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'baton'),
  searchPath: env.PATH ?? '',
});

const secretTextMin = 32;
const passwordTextMin = 12;

function warningsOf(vars: Environment): string[] {
  const weak = (name: string, textMin: number) =>
    `${name} is short: ${textMin} random characters or more resist guessing`;
  const lines: string[] = [];
  if ((vars.WEB_IDENTITY_SECRET?.length ?? secretTextMin) < secretTextMin) {
    lines.push(weak('WEB_IDENTITY_SECRET', secretTextMin));
  }
  if ((vars.ADMIN_PASSWORD?.length ?? passwordTextMin) < passwordTextMin) {
    lines.push(weak('ADMIN_PASSWORD', passwordTextMin));
  }
  const names = effectless(vars);
  if (names.length > 0) lines.push(`no effect yet: ${names.join(', ')}`);
  return lines;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
