import { defineConfig } from 'prisma/config';

// `prisma generate` needs no schema engine, yet the CLI would try to download one; any existing file satisfies it.
if (process.argv.includes('generate')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
