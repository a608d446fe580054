import type { Prisma, Product } from '../../platform/prisma/generated/client.js';
import type { ProductResponse } from './dto/product.response.js';

/** At least cents, and whatever is finer. */
export function priceOf(price: Prisma.Decimal): string {
  return price.toFixed(Math.max(2, price.decimalPlaces()));
}

export function toProductResponse(product: Product): ProductResponse {
  const { id, code, name, unit, vatClass, retiredAt, version, createdAt, updatedAt } = product;
  const listPrice = priceOf(product.listPrice);
  return { id, code, name, unit, listPrice, vatClass, retiredAt, version, createdAt, updatedAt };
}
