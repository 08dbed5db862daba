import * as z from 'zod/mini';

/** The server refused. Its words are meant for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const problemShape = z.object({ title: z.string(), detail: z.exactOptional(z.string()) });
const requestMsMax = 20_000;

/**
 * Asks a route of the page's own origin. Rejects with a `Refusal` where the server says no, with a plain error where
 * it can't be reached, and with zod's where its answer has another shape.
 */
export async function request<Shape extends z.ZodMiniType>(
  shape: Shape,
  path: string,
  {
    body,
    signal,
    patienceMs = requestMsMax,
  }: { body?: unknown; signal?: AbortSignal; patienceMs?: number } = {},
): Promise<z.infer<Shape>> {
  const limit = AbortSignal.timeout(patienceMs);
  const response = await fetch(path, {
    cache: 'no-store',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Refusal(response.status, await wordsOf(response));
  return shape.parse(response.status === 204 ? undefined : await response.json());
}

async function wordsOf(response: Response): Promise<string> {
  const problem = problemShape.safeParse(await response.json().catch(() => undefined));
  if (!problem.success) return `The server answered ${response.status}.`;
  return problem.data.detail ?? problem.data.title;
}

/** What to tell the operator about a failure. */
export function wordsFor(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'The server takes too long.';
  return 'The server cannot be reached at the moment.';
}
