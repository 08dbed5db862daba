/**
 * For containers, whose image has no curl: exit code 0 when the process beside us gives a 2xx for the path, which is
 * /healthz (it lives) or /readyz (it can serve).
 */
const [path = '/healthz'] = process.argv.slice(2);
const url = `http://127.0.0.1:${process.env.PORT || 3000}${path}`;
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
} catch (error) {
  console.error(`${path}: ${(error as Error).message}`);
  process.exitCode = 1;
}

export {};
