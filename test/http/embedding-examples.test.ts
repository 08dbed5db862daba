import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { tempDir } from '../support/temp-dir.ts';
import { identitySecret, startHttpService } from './support/http-service.ts';
import { visit } from './support/people.ts';

const run = promisify(execFile);
const service = await startHttpService();
const guide = await readFile(join(import.meta.dirname, '../../docs/embedding.md'), 'utf8');
const env = { ...process.env, WEB_IDENTITY_SECRET: identitySecret };
const hasPython = await run('python3', ['--version']).then(
  () => true,
  () => false,
);

test('the guide’s Node signs what the service takes', async (context) => {
  const file = join(await tempDir(context), 'sign.mjs');
  await writeFile(file, exampleWith('js', 'signIdentity'));
  const call = `import { signIdentity } from '${file}'; process.stdout.write(signIdentity({ id: 'c-1', name: 'Zoë' }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', call], { env });
  await expectCustomer(stdout, 'c-1', 'Zoë');
});

test('the guide’s Python signs what the service takes', {
  skip: !hasPython && 'no python3 here',
}, async () => {
  const call = `${exampleWith('python', 'sign_identity')}\nprint(sign_identity("c-2", "Zoë"), end="")`;
  const { stdout } = await run('python3', ['-c', call], { env });
  await expectCustomer(stdout, 'c-2', 'Zoë');
});

function exampleWith(language: string, name: string): string {
  const blocks = guide.matchAll(/```(\w+)\n(.*?)```/gs);
  const found = [...blocks].find(([, of, code]) => of === language && code?.includes(`${name}(`));
  return found?.[2] ?? assert.fail(`no ${language} example of ${name}`);
}

async function expectCustomer(identity: string, businessId: string, name: string): Promise<void> {
  const { conversationId } = await visit(service, { identity });
  const customer = await service.db
    .selectFrom('conversations')
    .innerJoin('customers', 'customers.id', 'conversations.customer_id')
    .select(['customers.business_id', 'customers.name'])
    .where('conversations.id', '=', conversationId)
    .executeTakeFirstOrThrow();
  assert.deepEqual(customer, { business_id: businessId, name });
}
