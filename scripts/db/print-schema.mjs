// Prints prisma/schema as the SQL that would make it from nothing; the tests hold it against the migrations.
import { resolve } from 'node:path';
import { diffSchemas } from './schema-engine.mjs';
import { readSchemaFolder } from './schema-files.mjs';

process.stdout.write((await diffSchemas([], await readSchemaFolder(resolve('prisma/schema')))) ?? '');
