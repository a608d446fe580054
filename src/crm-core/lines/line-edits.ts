import { DomainError } from '../../platform/errors/index.js';
import type { Product } from '../../platform/prisma/generated/client.js';
import type { Line, LineDraft } from './domain/line.js';
import type { UpdateLineDto } from './dto/line.dto.js';
import type { ReplacedLineDto } from './dto/replace-lines.dto.js';
import { plain, plainPrice } from './plain-number.js';
import { newLine } from './product-book.js';

/** A line with what an edit says; the rest stays, whatever its product has become. */
export function edited(line: Line, changes: UpdateLineDto): LineDraft {
  const { description, unit, quantity, unitPrice, discountPercent, vatClass } = changes;
  return {
    ...line,
    description: description ?? line.description,
    unit: unit ?? line.unit,
    quantity: quantity === undefined ? line.quantity : plain(quantity),
    unitPrice: unitPrice === undefined ? line.unitPrice : plainPrice(unitPrice),
    discountPercent: discountPercent === undefined ? line.discountPercent : plain(discountPercent),
    vatClass: vatClass ?? line.vatClass,
  };
}

/** All lines anew: those with an id stay with what is said of them, the others are new. @throws DomainError with a problem of a field (400) */
export function replaced(
  current: readonly Line[],
  lines: readonly ReplacedLineDto[],
  products: ReadonlyMap<string, Product>,
): LineDraft[] {
  return lines.map((line, index) => {
    const pointer = `/lines/${index}`;
    if (line.id === undefined) return newLine(line, products, pointer);
    const kept = current.find(({ id }) => id === line.id);
    if (!kept || lines.findIndex(({ id }) => id === line.id) < index)
      throw DomainError.field(
        `${pointer}/id`,
        'LINE_UNKNOWN',
        'This opportunity has no such line, or it is named twice.',
      );
    if (line.productId !== undefined && line.productId !== kept.productId)
      throw DomainError.field(
        `${pointer}/productId`,
        'PRODUCT_FIXED',
        'A line keeps its product: leave the line out and add another.',
      );
    return edited(kept, line);
  });
}
