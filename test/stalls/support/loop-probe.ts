import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into a process with `--import`: tells on a loopback port, written to the file that LOOP_PROBE_FILE names, the
 * longest delay of its event loop since it was last asked, in ms.
 */
const file = process.env.LOOP_PROBE_FILE;
if (isMainThread && file !== undefined) serve(file);

function serve(portFile: string): void {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const server = createServer((_request, response) => {
    response.setHeader('connection', 'close').end(String(delay.max / 1e6));
    delay.reset();
  });
  server.listen(0, '127.0.0.1', () =>
    writeFileSync(portFile, String((server.address() as AddressInfo).port)),
  );
  // The process is to end as if we weren't here.
  server.unref();
}
