import { DomainError } from '../../platform/errors/index.js';
import type { Product } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** A living product, held for a writer until the transaction ends. @throws DomainError NOT_FOUND */
export async function lockProduct(tx: Tx, id: string): Promise<Product> {
  await tx.$queryRaw`SELECT FROM products WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const product = await tx.product.findFirst({ where: { id, deletedAt: null } });
  if (!product) throw DomainError.notFound('product');
  return product;
}
