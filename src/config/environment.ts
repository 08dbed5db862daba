import { z } from 'zod';
import { ConfigError } from './config-error.ts';

/** The variables that Baton reads, each in the shape that it must have. */
export type Environment = z.infer<typeof environment>;

/**
 * Throws ConfigError for the first variable of a wrong shape. An empty one counts as unset: compose files and other
 * supervisors hand on variables that nobody has set in this way.
 */
export function parseEnvironment(env: NodeJS.ProcessEnv): Environment {
  const parsed = environment.safeParse(withoutEmpty(env));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`${issue?.path.join('.')} ${issue?.message}`);
}

const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));

// The words are ours throughout: what zod would say may quote the value, and a value may be a secret.
const text = z.string().trim();
const port = text
  .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a whole number from 0 to 65535');
const webUrl = text.refine(isUrlOf('http:', 'https:'), 'must be a URL that begins with http:// or https://');
const databaseUrl = text.refine(
  isUrlOf('postgres:', 'postgresql:'),
  'must be a URL that begins with postgres:// or postgresql://',
);
const origin = text.refine(isOrigin, 'must hold origins like https://shop.example, without a path');
const flag = z.stringbool({ error: 'must be true or false' });
const address = text.regex(/^[^\s/]+:\d{1,5}$/, 'must be host:port, without a scheme');
const list = text.transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
const services = z
  .array(z.enum(['http', 'worker'], 'must hold http, worker or both'))
  .min(1, 'must name a service');
const days = text.regex(/^[1-9]\d{0,4}$/, 'must be a whole number of days').transform(Number);

const environment = z.object({
  PORT: port.default(3000),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: origin.transform((value) => new URL(value).origin).optional(),
  PROXY_HOPS: text
    .regex(/^[0-5]$/, 'must be a whole number from 0 to 5')
    .transform(Number)
    .default(0),
  DATA_DIR: text.default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  TEMPORAL_ADDRESS: address.optional(),
  TEMPORAL_NAMESPACE: text.default('default'),
  TEMPORAL_API_KEY: text.optional(),
  TEMPORAL_TLS: flag.optional(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: text.optional(),
  TEMPORAL_TLS_CLIENT_CERT_DATA: text.optional(),
  TEMPORAL_TLS_CLIENT_KEY_PATH: text.optional(),
  TEMPORAL_TLS_CLIENT_KEY_DATA: text.optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: text.optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_DATA: text.optional(),
  TEMPORAL_TLS_SERVER_NAME: text.optional(),
  TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: flag.optional(),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  TEMPORAL_CLI: text.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: webUrl.optional(),
  MODEL_SMALL: text.optional(),
  MODEL_LARGE: text.optional(),
  SERVICES: list.pipe(services).default(['http', 'worker']),
  ASSISTANTS: text.default('assistants'),
  DEFAULT_ASSISTANT: text.optional(),
  ADMIN_EMAIL: text.pipe(z.email('must be a mail address')).optional(),
  ADMIN_PASSWORD: z.string().optional(),
  WEB_IDENTITY_SECRET: z.string().optional(),
  WEB_ORIGINS: list.pipe(z.array(origin.transform((value) => new URL(value).origin))).default([]),
  TEMPORAL_UI_URL: webUrl.optional(),
  METRICS_PUBLIC: flag.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
  RETENTION_DAYS: days.optional(),
  WHATSAPP_APP_SECRET: text.optional(),
  WHATSAPP_VERIFY_TOKEN: text.optional(),
  WHATSAPP_ACCESS_TOKEN: text.optional(),
  WHATSAPP_PHONE_NUMBER_ID: text.optional(),
  WHATSAPP_API_URL: webUrl.optional(),
  EMAIL_ADDRESS: text.pipe(z.email('must be a mail address')).optional(),
  EMAIL_WEBHOOK_USER: text.optional(),
  EMAIL_WEBHOOK_PASSWORD: text.optional(),
  MAILGUN_SIGNING_KEY: text.optional(),
  SMTP_URL: text
    .refine(isUrlOf('smtp:', 'smtps:'), 'must be a URL that begins with smtp:// or smtps://')
    .optional(),
  ALERT_WEBHOOK_URL: webUrl.optional(),
  EVENT_WEBHOOK_URL: webUrl.optional(),
  WEBHOOK_SECRET: text.optional(),
});

/** Every variable that Baton reads. */
export const environmentNames: readonly string[] = Object.keys(environment.shape);

function isUrlOf(...schemes: string[]) {
  return (value: string) => URL.canParse(value) && schemes.includes(new URL(value).protocol);
}

function isOrigin(value: string): boolean {
  if (!isUrlOf('http:', 'https:')(value)) return false;
  const { pathname, search, hash, username, password } = new URL(value);
  return pathname === '/' && `${search}${hash}${username}${password}` === '';
}
