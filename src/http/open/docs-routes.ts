import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { allow } from '../access.ts';
import type { App } from '../app.ts';

/** Collects what the routes say of themselves; comes before them. */
export async function collectDocs(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: { title: 'Baton', version: '1', description: 'Conducts support conversations durably.' },
      components: {
        securitySchemes: {
          visitor: { type: 'http', scheme: 'bearer' },
          operator: { type: 'apiKey', in: 'cookie', name: 'baton_session' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
}

/** Shows it at `/docs`, and as JSON at `/docs/json`. */
export async function addDocsRoutes(app: App): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...allow({ who: 'anyone' }) };
    });
    await scope.register(swaggerUi, { routePrefix: '/docs' });
  });
}
