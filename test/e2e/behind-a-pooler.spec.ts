import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withImportLock } from '#app/crm-core/imports/worker/import-lock.js';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { createDatabase } from '../support/database.ts';
import { bootApp, StoryClock } from '../support/story.ts';

/** A pooler in transaction mode gives each transaction another session; what lives longer has to go past it. */
describe('behind a pooler of the database', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    database = await createDatabase();
    const direct = `${database.url}?application_name=direct`;
    app = await bootApp(database.url, { DATABASE_DIRECT_URL: direct }, new StoryClock());
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('the lock of an import lives in a session at the direct address, and leaves nothing there', async () => {
    const prisma = app.get(PrismaService);
    const holders = () => prisma.$queryRaw<{ name: string }[]>`
      SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND datname = current_database()`;
    let meanwhile: { name: string }[] = [];
    let second = false;
    await withImportLock(prisma, 'an import', async () => {
      meanwhile = await holders();
      await withImportLock(prisma, 'an import', () => Promise.resolve(void (second = true)));
    });
    expect(meanwhile).toEqual([{ name: 'direct' }]);
    expect(second).toBe(false);
    expect(await holders()).toEqual([]);
  });
});
