import type { FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { App } from './app.ts';
import { httpBounds } from './http-bounds.ts';
import { unreadable } from './json-body.ts';
import { badShape, notReady, Problem, tooLarge } from './problem.ts';
import { sendProblem } from './send-problem.ts';
import { isUnavailable } from './unavailable.ts';

/** Turns every refusal and failure into a problem document. What failed inside goes to the log only. */
export function handleErrors(app: App): void {
  app.setErrorHandler((error, request, reply) => sendProblem(reply, request.id, problemOf(error, request)));
}

function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (request.body === unreadable)
    return badShape('The body must be JSON, in UTF-8, of type application/json.');
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    const place = first?.instancePath.replace(/^\//, '').replaceAll('/', '.') || error.validationContext;
    return badShape(`${place}: ${first?.message}`.slice(0, 300));
  }
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge();
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new Problem(statusCode, 'The request could not be read.');
  }
  if (isUnavailable(error)) {
    request.log.warn({ err: error, requestId: request.id }, 'the database does not answer');
    return notReady(httpBounds.retryAfterMs);
  }
  const route = request.routeOptions.url;
  request.log.error({ err: error, requestId: request.id, method: request.method, route }, 'a request failed');
  return new Problem(500, 'Something went wrong here; it has been noted.');
}
