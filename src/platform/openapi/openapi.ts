import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { API_KEY_SCHEME } from '../access/index.js';
import { finishDocument } from './finish-document.js';

const DESCRIPTION = `The CRM of a field-sales team: clients, opportunities through sales pipelines, visits and routes, KPIs.

Sign in with \`POST /api/v1/auth/login\`, then send the \`accessToken\` as a bearer token; other
systems send an API key in its place. Lists are pages of \`{ items, nextCursor }\`;
errors are \`application/problem+json\`; money is a decimal string in EUR; instants are UTC, business dates are days in Europe/Rome.`;

/** The OpenAPI document of the running application. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('NEXUS-CRM')
    .setDescription(DESCRIPTION)
    .setVersion(productVersion())
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth()
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'nxk_…',
        description: 'An API key (`POST /api/v1/api-keys`), sent like an access token; never in the address.',
      },
      API_KEY_SCHEME,
    )
    .build();
  return finishDocument(
    SwaggerModule.createDocument(app, config, { operationIdFactory: (_controller, method) => method }),
  );
}

/** The API is that of its product, and changes with it. */
function productVersion(): string {
  const packaged = readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8');
  return (JSON.parse(packaged) as { version: string }).version;
}

/** Swagger UI at `/api/docs`, the document at `/api/openapi.json`. */
export function addOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'NEXUS-CRM API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true },
  });
}
