import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findFreePort } from '../../src/processes/ports.ts';
import { eventually } from './eventually.ts';

const program = import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js');

/** The MCP project's own test server, as a process that a test kills and brings back on the same port. */
export async function everythingServer() {
  const port = await findFreePort();
  let running: ReturnType<typeof spawn> | undefined;
  let output = '';

  async function start(): Promise<void> {
    const env = { ...process.env, PORT: String(port) };
    const child = spawn(process.execPath, [new URL(program).pathname, 'streamableHttp'], { env });
    running = child;
    output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece: Buffer) => {
        output += piece;
      });
    }
    await eventually(() => /listening/i.test(output) || undefined);
  }

  async function kill(): Promise<void> {
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  }

  return {
    url: `http://127.0.0.1:${port}/mcp`,
    start,
    kill,
    /** How many requests it has got since it was started. */
    posts: () => output.split('Received MCP POST request').length - 1,
  };
}
