import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { environmentNames } from '../../src/config/environment.ts';
import { bounds } from '../../src/domain/bounds.ts';
import { dynamicConfigDefaults } from '../../src/temporal/embedded/start-temporal-server.ts';
import { interpolate } from './support/interpolate.ts';
import { type Compose, readCompose } from './support/read-compose.ts';
import { serverVersion } from './support/temporal-programs.ts';

const root = join(import.meta.dirname, '../..');
const compose = await readCompose();
const services = Object.entries(compose.services);
const passwords = {
  POSTGRES_PASSWORD: 'of-the-superuser',
  TEMPORAL_DB_PASSWORD: 'of-temporal',
  BATON_DB_PASSWORD: 'of-baton',
};

/** Started once and then over. */
const oneShots = ['temporal-schema'];

test("the compose files keep to the Compose specification's schema", async () => {
  const schema = JSON.parse(
    await readFile(join(import.meta.dirname, 'compose-spec/compose-spec.json'), 'utf8'),
  );
  // Its formats are its own words for durations, ports and the like.
  const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  const file = interpolate(compose, passwords) as Compose;
  assert.ok(validate(file), JSON.stringify(validate.errors, null, 2));
  const withHttps = interpolate(await readCompose('deploy/tls.yml'), { SITE_NAME: 'chat.example.com' });
  assert.ok(validate(withHttps), JSON.stringify(validate.errors, null, 2));
  const wrong = { ...file, services: { ...file.services, http: { helthcheck: {} } } };
  assert.equal(validate(wrong), false, 'the schema sees a misspelt key');
});

test('nothing starts without passwords, and none stands in a file', async () => {
  for (const name of Object.keys(passwords)) {
    const without = { ...passwords, [name]: '' };
    assert.throws(() => interpolate(compose, without), new RegExp(name));
  }
  const example = await readFile(join(root, '.env.example'), 'utf8');
  for (const [, name = '', value] of example.matchAll(/^(\w+)=(.*)$/gm))
    if (/PASSWORD|KEY|SECRET|TOKEN/.test(name)) assert.equal(value, '', `${name} has a value`);
  const isSecret = /PASSWORD|KEY|SECRET|TOKEN|DATABASE_URL/;
  for (const [service, { environment = {} }] of services)
    for (const [name, value] of Object.entries(environment))
      if (isSecret.test(name)) assert.match(value, /\$\{\w+:[-?]/, `${service} says ${name} itself`);
  assert.match(await readFile(join(root, '.gitignore'), 'utf8'), /^\.env$/m);
});

test("the superuser's password and Temporal's reach nobody else", () => {
  const holders = (name: keyof typeof passwords) =>
    services
      .filter(([, { environment = {} }]) => Object.values(environment).join().includes(`\${${name}`))
      .map(([service]) => service);
  assert.deepEqual(holders('POSTGRES_PASSWORD'), ['postgres']);
  assert.deepEqual(holders('TEMPORAL_DB_PASSWORD'), ['postgres', 'temporal-schema', 'temporal']);
  assert.deepEqual(holders('BATON_DB_PASSWORD'), ['http', 'worker', 'postgres']);
});

for (const [name, service] of services) {
  test(`${name} has a fixed version, limits, a restart policy and a bounded log`, () => {
    assert.match(service.image ?? '', /^[\w./-]+:(\d[\w.-]*|\$\{BATON_VERSION:-local\})$/);
    const { cpus, memory } = service.deploy?.resources?.limits ?? {};
    assert.ok(cpus && memory);
    assert.match(service.restart ?? '', /^(unless-stopped|on-failure:\d+)$/);
    assert.match(JSON.stringify(service), /"max-size":"\d+m"/);
    assert.match(JSON.stringify(service), /no-new-privileges:true/);
  });
  if (oneShots.includes(name)) continue;
  test(`${name} tells how it is`, () => assert.ok(service.healthcheck?.test.length));
}

test('what waits for another waits until it can serve', () => {
  for (const [name, { depends_on = {} }] of services)
    for (const [other, { condition }] of Object.entries(depends_on)) {
      const expected = oneShots.includes(other) ? 'service_completed_successfully' : 'service_healthy';
      assert.equal(condition, expected, `${name} on ${other}`);
    }
});

test('only the door and, for this machine alone, the Temporal UI can be reached from outside', () => {
  const open = services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
  assert.deepEqual(open, ['door', 'temporal-ui']);
  assert.match(compose.services['temporal-ui']?.ports?.join() ?? '', /^127\.0\.0\.1:/);
  assert.match(compose.services.door?.ports?.join() ?? '', /^\$\{BIND_ADDRESS:-127\.0\.0\.1\}:/);
  assert.equal(compose.networks.inner?.internal, true);
  for (const name of ['postgres', 'temporal', 'temporal-schema'])
    assert.deepEqual(compose.services[name]?.networks, ['inner'], `${name} has a way out`);
});

test('the door can send again whatever a service that has just stopped did not take', async () => {
  const caddyfile = await readFile(join(root, 'deploy/Caddyfile'), 'utf8');
  const [, kibibytes] = /request_buffers (\d+)KiB/.exec(caddyfile) ?? [];
  assert.ok(Number(kibibytes) * 1_024 >= bounds.bodyBytesMax);
});

test('a stop lasts as long as the drain may', () => {
  for (const name of ['http', 'worker'])
    assert.ok(Number.parseInt(compose.services[name]?.stop_grace_period ?? '', 10) >= 25);
});

test('every setting of Baton can be set in .env, but for those that the file itself decides', () => {
  const ofTheFile = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_DIRECT_URL', 'ASSISTANTS'];
  const isOfTheFile = (name: string) =>
    ofTheFile.includes(name) || /^TEMPORAL_(API_KEY|TLS.*|CLI|PORT|UI_PORT)$/.test(name);
  const wanted = environmentNames.filter((name) => !isOfTheFile(name)).sort();
  for (const service of ['http', 'worker'])
    assert.deepEqual(Object.keys(compose.services[service]?.environment ?? {}).sort(), wanted);
});

test("Temporal's own settings are those of the embedded server", async () => {
  const file = parse(await readFile(join(root, 'deploy/temporal/dynamic-config.yaml'), 'utf8'));
  const values = Object.entries(file as Record<string, { value: unknown }[]>).map(([key, entries]) => {
    assert.equal(entries.length, 1);
    return [key, JSON.stringify(entries[0]?.value)];
  });
  assert.deepEqual(Object.fromEntries(values), dynamicConfigDefaults);
});

test('the server that the tests run is the one of the images', () => {
  assert.equal(compose.services.temporal?.image, `temporalio/server:${serverVersion}`);
  assert.match(compose.services['temporal-schema']?.image ?? '', new RegExp(`:${serverVersion}-`));
});
