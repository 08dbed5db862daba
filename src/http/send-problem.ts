import type { FastifyReply } from 'fastify';
import type { Problem } from './problem.ts';

/** As bytes: Fastify would add a charset to text, and the media type has none. */
export function sendProblem(reply: FastifyReply, requestId: string, problem: Problem): void {
  reply
    .code(problem.status)
    .headers({ ...problem.headers, 'x-request-id': requestId })
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(problem.toDocument())));
}
