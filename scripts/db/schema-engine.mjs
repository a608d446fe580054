import { readFile } from 'node:fs/promises';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * A Prisma schema file.
 * @typedef {{ path: string, content: string }} SchemaFile
 */

/**
 * The SQL that leads from one schema to another, or `null` when they mean the same. Needs no database and no download:
 * Prisma's own schema engine runs here as WebAssembly.
 * @param {SchemaFile[]} from no files: an empty database
 * @param {SchemaFile[]} to
 * @throws {Error} with Prisma's message when a schema is not valid
 */
export async function diffSchemas(from, to) {
  const engine = await startEngine();
  try {
    const result = await engine.diff({
      from: { tag: 'schemaDatamodel', files: from.length > 0 ? from : NOTHING },
      to: { tag: 'schemaDatamodel', files: to },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === DIFFERENT ? result.stdout : null;
  } finally {
    engine.free();
  }
}

const DIFFERENT = 2;

// Not the engine's own `empty`, which would ask for CREATE SCHEMA: a right that a careful database owner withholds.
const NOTHING = [{ path: 'empty.prisma', content: 'datasource db {\n  provider = "postgresql"\n}\n' }];

/** @param {object} [adapter] a Prisma driver adapter's factory, to let the engine speak to a database after all */
export async function startEngine(adapter = offlineAdapter) {
  const module = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(await readFile(module), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/** The engine greets its database once, to learn the version; that greeting is answered here, anything else refused. */
const offlineConnection = {
  provider: 'postgres',
  adapterName: 'offline',
  queryRaw: async () => ({
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
    rows: [[true, 'PostgreSQL 18.0', 180000]],
  }),
  executeRaw: refuse,
  executeScript: refuse,
  startTransaction: refuse,
  dispose: async () => {},
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
};

const offlineAdapter = {
  provider: 'postgres',
  adapterName: 'offline',
  connect: async () => offlineConnection,
  connectToShadowDb: refuse,
};

async function refuse() {
  throw new Error('comparing two schema files must not need a database');
}
