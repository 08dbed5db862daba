import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyReply, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { bounds } from '../domain/bounds.ts';
import type { App } from './app.ts';
import { allowCrossOrigin } from './chat/cross-origin.ts';
import type { HttpSettings } from './dependencies.ts';
import { endConnectionsOnClose } from './end-connections.ts';
import { handleErrors } from './error-handler.ts';
import { httpBounds } from './http-bounds.ts';
import { readJsonBodies } from './json-body.ts';
import { notFound } from './problem.ts';
import { keepRouteTable } from './route-table.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { sendProblem } from './send-problem.ts';
import { refuseUnknownRoutes } from './unknown-routes.ts';

const headerBytesMax = 16_384;

/** A Fastify that refuses as the contract says; it has no routes yet. The origins may embed the chat. */
export function createApp(
  log: FastifyBaseLogger,
  { webOrigins = [], proxyHops = 0 }: Partial<Pick<HttpSettings, 'webOrigins' | 'proxyHops'>> = {},
): App {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // So many entries of X-Forwarded-For, from its end, were written by proxies of ours; anybody may write the others.
    trustProxy: (_address, hop) => hop < proxyHops,
    bodyLimit: bounds.bodyBytesMax,
    requestTimeout: httpBounds.requestMs,
    maxRequestsPerSocket: httpBounds.requestsPerSocketMax,
    // A long id is an unknown id, and that is said after who asks is known.
    routerOptions: { maxParamLength: headerBytesMax },
    http: { maxHeaderSize: headerBytesMax },
    // Whatever can't be decoded names no route.
    frameworkErrors: (_error, request, reply) =>
      sendProblem(reply as unknown as FastifyReply, request.id, notFound()),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler((route: Parameters<typeof validatorCompiler>[0]) => {
    const validate = validatorCompiler(route);
    // Fastify says null where there is no body; what a schema may leave out is undefined.
    return (data: unknown) => validate(data ?? undefined);
  });
  app.setSerializerCompiler(serializerCompiler);
  endConnectionsOnClose(app);
  handleErrors(app);
  addSecurityHeaders(app, webOrigins);
  allowCrossOrigin(app, webOrigins);
  refuseUnknownRoutes(app, keepRouteTable(app));
  readJsonBodies(app);
  return app;
}
