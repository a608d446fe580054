// The last step of the build: leaves the OpenAPI document beside the code. No database is needed, routes are only read.
import { createApp } from './configure-app.js';
import { readConfig } from './platform/config/config.js';
import { keepDocument } from './platform/openapi/built-document.js';
import { openApiDocument } from './platform/openapi/openapi.js';

const config = readConfig({
  NODE_ENV: 'test',
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  JWT_SECRET: 'never signs anything, it only fills the place',
  LOG_LEVEL: 'silent',
});
const app = await createApp(config);
keepDocument(openApiDocument(app));
await app.close();
