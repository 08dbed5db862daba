import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyReply, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { bounds } from '../domain/bounds.ts';
import type { App } from './app.ts';
import { handleErrors } from './error-handler.ts';
import { httpBounds } from './http-bounds.ts';
import { readJsonBodies } from './json-body.ts';
import { notFound } from './problem.ts';
import { keepRouteTable } from './route-table.ts';

const headerBytesMax = 16_384;

/** A Fastify that refuses as the contract says; it has no routes yet. */
export function createApp(log: FastifyBaseLogger): App {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: bounds.bodyBytesMax,
    requestTimeout: httpBounds.requestMs,
    // A long id is an unknown id, and that is said after who asks is known.
    routerOptions: { maxParamLength: headerBytesMax },
    http: { maxHeaderSize: headerBytesMax },
    frameworkErrors: (_error, _request, reply) => unreadableUrl(reply as unknown as FastifyReply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app, keepRouteTable(app));
  readJsonBodies(app);
  return app;
}

/** Whatever can't be decoded names no route. */
function unreadableUrl(reply: FastifyReply): void {
  reply.code(404).type('application/problem+json').send(JSON.stringify(notFound().toDocument()));
}
