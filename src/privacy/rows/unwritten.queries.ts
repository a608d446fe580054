import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { Named } from '../domain/mentions.js';
import type { PlainRow } from './rows.queries.js';

/**
 * Rows of imports that became no record, so that no id leads to them: by the whole name, whichever of its words comes first, in
 * the cells of a row with faults also in two beside each other, or by the address in any cell.
 */
function unwritten({ fullName, email }: Named): Prisma.Sql {
  const addressed = Prisma.sql`strpos(lower(concat(t.data, t.errors, t.cells)), lower(${email})) > 0`;
  const names = Prisma.join(surnameFirstToo(fullName).map((name) => Prisma.sql`lower(${name})`));
  const inCells = Prisma.sql`EXISTS (
    SELECT FROM (
      SELECT cell, lead(cell) OVER (ORDER BY ordinal) AS next FROM (
        SELECT trim(regexp_replace(lower(cell), '\\s+', ' ', 'g')) AS cell, ordinal
        FROM jsonb_array_elements_text(t.cells) WITH ORDINALITY AS c(cell, ordinal)) cells) told
    WHERE cell IN (${names}) OR concat_ws(' ', cell, next) IN (${names}))`;
  return Prisma.sql`t.entity_id IS NULL AND (
    lower(t.data -> 'fields' ->> 'name') IN (${names}) OR ${inCells} ${email ? Prisma.sql`OR ${addressed}` : Prisma.empty})`;
}

/** "Anna Maria Rossi", "Maria Rossi Anna", "Rossi Anna Maria". */
function surnameFirstToo(fullName: string): string[] {
  const words = fullName.trim().split(/\s+/);
  return words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(' '));
}

/** What files that were never written, or in part, say of somebody. */
export async function readUnwritten(tx: Tx, named: Named): Promise<PlainRow[]> {
  return tx.$queryRaw<PlainRow[]>`
    SELECT t.import_id AS "importId", t.row, t.data, t.errors, t.cells FROM import_rows t WHERE ${unwritten(named)}
    ORDER BY t.import_id, t.row`;
}

/** Takes these rows out of their imports: a commit that comes later doesn't write them. @returns how many */
export async function deleteUnwritten(tx: Tx, named: Named): Promise<number> {
  return tx.$executeRaw`DELETE FROM import_rows t WHERE ${unwritten(named)}`;
}
