import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { ConfigError } from '../src/config/config-error.ts';
import { readConfig } from '../src/config.ts';

const database = { DATABASE_URL: 'postgres://u:p@host/db' };
const temporal = { TEMPORAL_ADDRESS: 'temporal.example:7233' };
const secret = 'hunter2-hunter2';

test('an empty environment runs everything with embedded parts and the demo model', () => {
  const config = readConfig({ HOME: '/home/mika', PATH: '/bin' });
  assert.deepEqual(config.services, { http: true, worker: true });
  assert.equal(config.http.port, 3000);
  assert.equal(config.http.host, '127.0.0.1');
  assert.equal(config.dataDir, resolve('.data'));
  assert.equal(config.database, undefined);
  assert.equal(config.temporal, undefined);
  assert.equal(config.openai, undefined);
  assert.deepEqual(config.embeddedTemporal, {
    port: 7233,
    uiPort: 8233,
    cli: undefined,
    cacheDir: '/home/mika/.cache/baton',
    searchPath: '/bin',
  });
  assert.equal(config.logLevel, 'info');
  assert.deepEqual(config.warnings, []);
});

test('an empty variable counts as unset', () => {
  const empty = { PORT: '', OPENAI_API_KEY: '  ', TEMPORAL_TLS: '', WHATSAPP_APP_SECRET: '', SERVICES: '' };
  assert.deepEqual(readConfig({ HOME: '/', ...empty }), readConfig({ HOME: '/' }));
});

test('what is half set is a mistake also where the other half is empty', () => {
  assert.throws(() => readConfig({ ADMIN_EMAIL: 'a@b.example', ADMIN_PASSWORD: '' }), /ADMIN_PASSWORD/);
  assert.throws(() => readConfig({ SERVICES: 'worker', DATABASE_URL: '', ...temporal }), /DATABASE_URL/);
});

test('it is frozen through and through', () => {
  const config = readConfig(database);
  assert.throws(() => Object.assign(config, { logLevel: 'debug' }), TypeError);
  assert.throws(() => Object.assign(config.http, { port: 1 }), TypeError);
});

test('what is asked for is what comes out', () => {
  const config = readConfig({
    ...database,
    ...temporal,
    SERVICES: ' worker ',
    TEMPORAL_API_KEY: secret,
    OPENAI_API_KEY: secret,
    WEB_ORIGINS: 'https://shop.example, http://localhost:8080/',
    PUBLIC_URL: 'https://chat.example/',
    PROXY_HOPS: '2',
    METRICS_PUBLIC: 'true',
    XDG_CACHE_HOME: '/cache',
  });
  assert.deepEqual(config.services, { http: false, worker: true });
  assert.deepEqual(config.database, { url: database.DATABASE_URL, directUrl: database.DATABASE_URL });
  assert.equal(config.temporal?.apiKey, secret);
  assert.ok(config.temporal?.tls, 'a key turns encryption on');
  assert.deepEqual(config.http.webOrigins, ['https://shop.example', 'http://localhost:8080']);
  assert.equal(config.http.publicUrl, 'https://chat.example');
  assert.equal(config.http.proxyHops, 2);
  assert.equal(config.embeddedTemporal.cacheDir, '/cache/baton');
  const plain = readConfig({ ...temporal, TEMPORAL_API_KEY: secret, TEMPORAL_TLS: 'false' });
  assert.equal(plain.temporal?.tls, undefined);
  const pair = { TEMPORAL_TLS_CLIENT_CERT_PATH: '/c.pem', TEMPORAL_TLS_CLIENT_KEY_DATA: secret };
  assert.deepEqual(readConfig({ ...temporal, ...pair }).temporal?.tls, {
    clientCert: { path: '/c.pem' },
    clientKey: { data: secret },
    serverCaCert: undefined,
    serverName: undefined,
  });
});

/** A wrong environment, and the variables that its error must name. */
const wrong: readonly [NodeJS.ProcessEnv, ...string[]][] = [
  [{ PORT: 'abc' }, 'PORT'],
  [{ PORT: '65536' }, 'PORT'],
  [{ PORT: '-1' }, 'PORT'],
  [{ PORT: '3000.5' }, 'PORT'],
  [{ TEMPORAL_PORT: '0x1' }, 'TEMPORAL_PORT'],
  [{ PORT: '7233' }, 'PORT', 'TEMPORAL_PORT'],
  [{ TEMPORAL_PORT: '9000', TEMPORAL_UI_PORT: '9000' }, 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'],
  [{ PROXY_HOPS: '-1' }, 'PROXY_HOPS'],
  [{ PROXY_HOPS: 'all' }, 'PROXY_HOPS'],
  [{ PUBLIC_URL: 'chat.example' }, 'PUBLIC_URL'],
  [{ PUBLIC_URL: 'https://chat.example/path' }, 'PUBLIC_URL'],
  [{ WEB_ORIGINS: 'https://shop.example,*' }, 'WEB_ORIGINS'],
  [{ DATABASE_URL: `mysql://u:${secret}@host/db` }, 'DATABASE_URL'],
  [{ DATABASE_URL: secret }, 'DATABASE_URL'],
  [{ DATABASE_DIRECT_URL: `postgres://u:${secret}@host/db` }, 'DATABASE_DIRECT_URL', 'DATABASE_URL'],
  [{ TEMPORAL_ADDRESS: 'https://temporal.example:7233' }, 'TEMPORAL_ADDRESS'],
  [{ TEMPORAL_ADDRESS: 'temporal.example' }, 'TEMPORAL_ADDRESS'],
  [{ TEMPORAL_API_KEY: secret }, 'TEMPORAL_API_KEY', 'TEMPORAL_ADDRESS'],
  [{ TEMPORAL_TLS: 'true' }, 'TEMPORAL_TLS', 'TEMPORAL_ADDRESS'],
  [{ ...temporal, TEMPORAL_TLS: 'perhaps' }, 'TEMPORAL_TLS'],
  [{ ...temporal, TEMPORAL_TLS_CLIENT_CERT_PATH: '/c' }, 'TEMPORAL_TLS_CLIENT_KEY_PATH'],
  [{ ...temporal, TEMPORAL_TLS_CLIENT_KEY_DATA: secret }, 'TEMPORAL_TLS_CLIENT_CERT_PATH'],
  [
    { ...temporal, TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/c', TEMPORAL_TLS_SERVER_CA_CERT_DATA: secret },
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
    'TEMPORAL_TLS_SERVER_CA_CERT_DATA',
  ],
  [{ ...temporal, TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: '1' }, 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION'],
  [{ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }, 'OPENAI_BASE_URL', 'OPENAI_API_KEY'],
  [{ OPENAI_API_KEY: secret, OPENAI_BASE_URL: secret }, 'OPENAI_BASE_URL'],
  [{ SERVICES: 'worker' }, 'SERVICES', 'DATABASE_URL', 'TEMPORAL_ADDRESS'],
  [{ SERVICES: 'http', ...temporal }, 'SERVICES', 'DATABASE_URL'],
  [{ SERVICES: 'worker', ...database }, 'SERVICES', 'TEMPORAL_ADDRESS'],
  [{ SERVICES: 'worker,console' }, 'SERVICES'],
  [{ SERVICES: ',' }, 'SERVICES'],
  [{ ADMIN_EMAIL: 'a@b.example' }, 'ADMIN_EMAIL', 'ADMIN_PASSWORD'],
  [{ ADMIN_PASSWORD: secret }, 'ADMIN_PASSWORD', 'ADMIN_EMAIL'],
  [{ ADMIN_EMAIL: 'nobody', ADMIN_PASSWORD: secret }, 'ADMIN_EMAIL'],
  [{ METRICS_PUBLIC: 'maybe' }, 'METRICS_PUBLIC'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ RETENTION_DAYS: '0' }, 'RETENTION_DAYS'],
  [{ WHATSAPP_APP_SECRET: secret }, 'WHATSAPP_VERIFY_TOKEN', 'WHATSAPP_ACCESS_TOKEN'],
  [{ WHATSAPP_API_URL: 'http://127.0.0.1:1/v24.0' }, 'WHATSAPP_APP_SECRET'],
  [{ EMAIL_ADDRESS: 'help@shop.example' }, 'SMTP_URL'],
  [
    { EMAIL_ADDRESS: 'help@shop.example', SMTP_URL: 'smtp://127.0.0.1' },
    'EMAIL_WEBHOOK_USER',
    'MAILGUN_SIGNING_KEY',
  ],
  [
    { EMAIL_ADDRESS: 'help@shop.example', SMTP_URL: 'smtp://127.0.0.1', EMAIL_WEBHOOK_USER: 'u' },
    'EMAIL_WEBHOOK_PASSWORD',
  ],
  [{ MAILGUN_SIGNING_KEY: secret }, 'EMAIL_ADDRESS'],
  [{ ALERT_WEBHOOK_URL: 'nowhere' }, 'ALERT_WEBHOOK_URL'],
];

for (const [env, ...names] of wrong) {
  test(`refuses ${Object.entries(env)
    .map(([k, v]) => `${k}=${v}`)
    .join(' ')}`, () => {
    assert.throws(
      () => readConfig(env),
      (error: Error) => {
        assert.ok(error instanceof ConfigError, String(error));
        assert.ok(!error.message.includes('\n'), error.message);
        assert.ok(!error.message.includes(secret), `a secret stands in: ${error.message}`);
        for (const name of names)
          assert.ok(error.message.includes(name), `${name} isn't named: ${error.message}`);
        return true;
      },
    );
  });
}

test('what is set but not built yet, or weak, is said without its value', () => {
  const { warnings } = readConfig({
    EVENT_WEBHOOK_URL: `https://shop.example/${secret}`,
    RETENTION_DAYS: '30',
    ADMIN_EMAIL: 'a@b.example',
    ADMIN_PASSWORD: 'weak',
    WEB_IDENTITY_SECRET: secret,
  });
  assert.equal(warnings.length, 3);
  assert.ok(warnings.some((line) => line === 'no effect yet: RETENTION_DAYS, EVENT_WEBHOOK_URL'));
  for (const line of warnings) assert.ok(!line.includes(secret) && !line.includes('weak:'));
});

test("complete channels and others programs' variables are no mistake", () => {
  readConfig({
    WHATSAPP_APP_SECRET: 'a',
    WHATSAPP_VERIFY_TOKEN: 'b',
    WHATSAPP_ACCESS_TOKEN: 'c',
    WHATSAPP_PHONE_NUMBER_ID: '1',
    EMAIL_ADDRESS: 'help@shop.example',
    MAILGUN_SIGNING_KEY: 'd',
    SMTP_URL: 'smtps://127.0.0.1',
    TEMPORAL_CLI_SHOW_STACKS: '',
    PGPORT: 'abc',
  });
});
