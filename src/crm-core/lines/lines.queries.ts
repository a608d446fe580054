import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { Line, LineDraft } from './domain/line.js';

/** The lines of a deal in their order. */
export function readLines(tx: Tx, opportunityId: string): Promise<Line[]> {
  return tx.$queryRaw<Line[]>`
    SELECT id, product_id AS "productId", code, description, unit, trim_scale(quantity)::text AS quantity,
           round(unit_price, greatest(2, min_scale(unit_price)))::text AS "unitPrice",
           trim_scale(discount_percent)::text AS "discountPercent", vat_class AS "vatClass", net::text
    FROM opportunity_lines WHERE opportunity_id = ${opportunityId}::uuid ORDER BY position, id`;
}

/** Makes these the lines of a deal, in this order; the database sums them into its amount. */
export async function writeLines(tx: Tx, opportunityId: string, lines: readonly LineDraft[]): Promise<void> {
  const kept = lines.flatMap(({ id }) => (id === null ? [] : [id]));
  await tx.$executeRaw`
    DELETE FROM opportunity_lines WHERE opportunity_id = ${opportunityId}::uuid AND id <> ALL (${kept}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO opportunity_lines (id, opportunity_id, position, product_id, code, description, unit, quantity, unit_price,
                                   discount_percent, vat_class)
    SELECT coalesce(l.id, uuidv7()), ${opportunityId}::uuid, l.position, l."productId", l.code, l.description, l.unit,
           l.quantity, l."unitPrice", l."discountPercent", l."vatClass"
    FROM jsonb_to_recordset(${JSON.stringify(lines.map((line, index) => ({ ...line, position: index + 1 })))}::jsonb) AS l(
      id uuid, position int, "productId" uuid, code text, description text, unit text, quantity numeric, "unitPrice" numeric,
      "discountPercent" numeric, "vatClass" text)
    ON CONFLICT (id) DO UPDATE SET
      position = excluded.position, description = excluded.description, unit = excluded.unit, quantity = excluded.quantity,
      unit_price = excluded.unit_price, discount_percent = excluded.discount_percent, vat_class = excluded.vat_class`;
}

/** Which of these deals have lines: their amount is not for anybody to set. */
export async function withLines(tx: Tx, opportunityIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.opportunityLine.findMany({
    where: { opportunityId: { in: [...opportunityIds] } },
    select: { opportunityId: true },
    distinct: ['opportunityId'],
  });
  return new Set(rows.map(({ opportunityId }) => opportunityId));
}
