import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { temporalCli } from '../../support/temporal-cli.ts';

/** Signals a conversation as an operator does at a terminal. `address`: Temporal's. */
export async function signalByCli(
  address: string,
  conversationId: string,
  name: string,
  input: object,
): Promise<void> {
  const workflow = ['workflow', 'signal', '--workflow-id', `conversation-${conversationId}`, '--name', name];
  const where = ['--address', address, '--disable-config-file', '--disable-config-env'];
  await promisify(execFile)(await temporalCli(), [...workflow, '--input', JSON.stringify(input), ...where]);
}
