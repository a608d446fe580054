import { Prisma } from '../../platform/prisma/generated/client.js';

/** A table's or column's name as SQL: names come from the classification and the catalogue, never from a request. */
export function identifier(name: string): Prisma.Sql {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`${name} is no name of a table or column`);
  return Prisma.raw(`"${name}"`);
}
