// npm run openapi: writes docs/openapi.json from the build. No database is needed: routes are only read.
import { writeFile } from 'node:fs/promises';
import { createApp } from '../dist/configure-app.js';
import { openApiDocument } from '../dist/platform/openapi/openapi.js';
import { readConfig } from '../dist/platform/config/config.js';

const config = readConfig({
  NODE_ENV: 'test',
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  JWT_SECRET: 'never signs anything, it only fills the place',
  LOG_LEVEL: 'silent',
  KPI_REFRESH_CRON: '',
  REMINDERS_CRON: '',
  SUMMARY_CRON: '',
});
const app = await createApp(config);
await writeFile('docs/openapi.json', `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
await app.close();
console.log('Wrote docs/openapi.json');
