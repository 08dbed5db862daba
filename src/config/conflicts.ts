import type { Environment } from './environment.ts';

/** The first thing that variables, each right by itself, get wrong together; in one line that names them. */
export function conflictIn(vars: Environment): string | undefined {
  for (const find of rules) {
    const conflict = find(vars);
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

type Name = keyof Environment;
type Rule = (vars: Environment) => string | undefined;

/** `name` alone says nothing without `other`. */
const needs =
  (name: Name, other: Name, why = ''): Rule =>
  (vars) =>
    vars[name] !== undefined && vars[other] === undefined
      ? `${name} is set without ${other}${why}`
      : undefined;

const either =
  (name: Name, other: Name): Rule =>
  (vars) =>
    vars[name] !== undefined && vars[other] !== undefined
      ? `${name} and ${other} are both set: unset one`
      : undefined;

/** A channel is on with all of these, off with none of `all`. */
const together =
  (channel: string, all: readonly Name[], required: readonly Name[]): Rule =>
  (vars) => {
    if (all.every((name) => vars[name] === undefined)) return undefined;
    const missing = required.filter((name) => vars[name] === undefined);
    return missing.length === 0 ? undefined : `${channel} is half set: ${missing.join(', ')} missing`;
  };

const alone: Rule = (vars) => {
  if (new Set(vars.SERVICES).size === 2) return undefined;
  const missing = (['DATABASE_URL', 'TEMPORAL_ADDRESS'] as const).filter((name) => vars[name] === undefined);
  if (missing.length === 0) return undefined;
  return `SERVICES=${vars.SERVICES[0]} alone shares its parts with other processes: ${missing.join(' and ')} must be set`;
};

const portsDiffer: Rule = (vars) => {
  if (vars.TEMPORAL_ADDRESS !== undefined) return undefined;
  const names = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'] as const;
  for (const [index, name] of names.entries()) {
    const same = names.slice(index + 1).find((other) => vars[other] === vars[name] && vars[name] !== 0);
    if (same !== undefined) return `${name} and ${same} are the same port`;
  }
  return undefined;
};

const hostVerification: Rule = (vars) =>
  vars.TEMPORAL_TLS_DISABLE_HOST_VERIFICATION
    ? 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION is not supported: set TEMPORAL_TLS_SERVER_CA_CERT_PATH and TEMPORAL_TLS_SERVER_NAME'
    : undefined;

const tlsNames = [
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_CERT_DATA',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_DATA',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  'TEMPORAL_TLS_SERVER_CA_CERT_DATA',
  'TEMPORAL_TLS_SERVER_NAME',
] as const;

const clientPair: Rule = (vars) => {
  const hasCert = vars.TEMPORAL_TLS_CLIENT_CERT_PATH ?? vars.TEMPORAL_TLS_CLIENT_CERT_DATA;
  const hasKey = vars.TEMPORAL_TLS_CLIENT_KEY_PATH ?? vars.TEMPORAL_TLS_CLIENT_KEY_DATA;
  if ((hasCert === undefined) === (hasKey === undefined)) return undefined;
  const [set, missing] = hasKey === undefined ? ['CERT', 'KEY'] : ['KEY', 'CERT'];
  return `TEMPORAL_TLS_CLIENT_${set}_… is set without TEMPORAL_TLS_CLIENT_${missing}_PATH or …_DATA`;
};

const whatsapp = [
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
] as const;
const email = [
  'EMAIL_ADDRESS',
  'EMAIL_WEBHOOK_USER',
  'EMAIL_WEBHOOK_PASSWORD',
  'MAILGUN_SIGNING_KEY',
  'SMTP_URL',
] as const;

/** Mail comes in by one door at least. */
const emailDoor: Rule = (vars) =>
  vars.EMAIL_ADDRESS !== undefined &&
  vars.EMAIL_WEBHOOK_USER === undefined &&
  vars.MAILGUN_SIGNING_KEY === undefined
    ? 'the email channel is half set: EMAIL_WEBHOOK_USER and EMAIL_WEBHOOK_PASSWORD, or MAILGUN_SIGNING_KEY, missing'
    : undefined;

const rules: readonly Rule[] = [
  needs('ADMIN_EMAIL', 'ADMIN_PASSWORD'),
  needs('ADMIN_PASSWORD', 'ADMIN_EMAIL'),
  needs('OPENAI_BASE_URL', 'OPENAI_API_KEY', ': any text will do where the server asks for none'),
  needs('DATABASE_DIRECT_URL', 'DATABASE_URL'),
  needs('ALERT_WEBHOOK_URL', 'WEBHOOK_SECRET', ': what is told to it is signed'),
  ...tlsNames.map((name) => needs(name, 'TEMPORAL_ADDRESS')),
  either('TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_CERT_DATA'),
  either('TEMPORAL_TLS_CLIENT_KEY_PATH', 'TEMPORAL_TLS_CLIENT_KEY_DATA'),
  either('TEMPORAL_TLS_SERVER_CA_CERT_PATH', 'TEMPORAL_TLS_SERVER_CA_CERT_DATA'),
  clientPair,
  hostVerification,
  alone,
  portsDiffer,
  together('the WhatsApp channel', [...whatsapp, 'WHATSAPP_API_URL'], whatsapp),
  together('the email channel', email, ['EMAIL_ADDRESS', 'SMTP_URL']),
  needs('EMAIL_WEBHOOK_USER', 'EMAIL_WEBHOOK_PASSWORD'),
  needs('EMAIL_WEBHOOK_PASSWORD', 'EMAIL_WEBHOOK_USER'),
  emailDoor,
];
