import type { Environment } from './environment.ts';

/** Variables whose feature isn't built yet: setting one must not look as if it did something. */
const names = [
  'RETENTION_DAYS',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_API_URL',
  'EMAIL_ADDRESS',
  'EMAIL_WEBHOOK_USER',
  'EMAIL_WEBHOOK_PASSWORD',
  'MAILGUN_SIGNING_KEY',
  'SMTP_URL',
  'EVENT_WEBHOOK_URL',
] as const satisfies readonly (keyof Environment)[];

/** Those that are set all the same. */
export const effectless = (vars: Environment) => names.filter((name) => vars[name] !== undefined);
