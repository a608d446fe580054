// node prisma/seed/index.ts: the demo company. Makes it once, whole or not at all; never in production.
import { readConfig } from '#app/platform/config/config.js';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { makeDemoCompany } from './demo-company.ts';

const config = readConfig(process.env);
if (config.environment === 'production') {
  console.error(
    'The demo company is not for production: make the first admin with node dist/create-admin.js',
  );
  process.exit(1);
}
const prisma = new PrismaService(config);
try {
  console.log(await makeDemoCompany(prisma, new Date()));
} finally {
  await prisma.onApplicationShutdown();
}
