import { DomainError } from '../../platform/errors/index.js';
import type { Product } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { priceOf } from '../products/product.mapper.js';
import type { LineDraft } from './domain/line.js';
import { plain, plainPrice } from './plain-number.js';
import type { NewLineDto } from './dto/line.dto.js';

/** The products that new lines name, as they are now. */
export async function productBook(
  tx: Tx,
  lines: readonly NewLineDto[],
): Promise<ReadonlyMap<string, Product>> {
  const ids = lines.flatMap(({ productId }) => productId ?? []);
  if (ids.length === 0) return new Map();
  const products = await tx.product.findMany({ where: { id: { in: ids }, deletedAt: null } });
  return new Map(products.map((product) => [product.id, product]));
}

/**
 * A new line, with what it doesn't say copied from its product.
 * @param pointer where the line stands in the body
 * @throws DomainError with a problem of a field (400): PRODUCT_UNKNOWN, PRODUCT_RETIRED, NEEDED_WITHOUT_PRODUCT
 */
export function newLine(
  line: NewLineDto,
  products: ReadonlyMap<string, Product>,
  pointer: string,
): LineDraft {
  const product = line.productId ? soldProduct(products.get(line.productId), pointer) : undefined;
  const needed = (field: 'description' | 'unitPrice' | 'vatClass', copy: string | undefined): string => {
    const value = line[field] ?? copy;
    if (value !== undefined) return value;
    const detail = `A line without a product says its ${field} itself.`;
    throw DomainError.field(`${pointer}/${field}`, 'NEEDED_WITHOUT_PRODUCT', detail);
  };
  return {
    id: null,
    productId: product?.id ?? null,
    code: product?.code ?? null,
    description: needed('description', product?.name),
    unit: line.unit ?? product?.unit ?? 'pz',
    quantity: plain(line.quantity),
    unitPrice: plainPrice(needed('unitPrice', product && priceOf(product.listPrice))),
    discountPercent: plain(line.discountPercent ?? '0'),
    vatClass: needed('vatClass', product?.vatClass),
  };
}

function soldProduct(product: Product | undefined, pointer: string): Product {
  if (!product)
    throw DomainError.field(`${pointer}/productId`, 'PRODUCT_UNKNOWN', 'There is no such product.');
  if (product.retiredAt)
    throw DomainError.field(
      `${pointer}/productId`,
      'PRODUCT_RETIRED',
      `${product.code} is not sold any more: no new line takes it.`,
    );
  return product;
}
