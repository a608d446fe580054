import { read, type Reader } from './readers.ts';
import type { Contestant } from './start.ts';

type Client = Record<string, unknown>;

/** Made by rules out of the others: the floor has no rules. */
const MADE_BY_RULES = ['admWarning', 'admExpiresOn', 'einvoiceReady', 'einvoiceMissing'];

/** @throws Error when floor and product do not tell the same of the same clients */
export async function assertSameAnswers(
  [floor, product]: readonly [Contestant, Contestant],
  readers: readonly Reader[],
): Promise<void> {
  for (const { token, pages, ones } of readers) {
    for (const path of pages) {
      const [one, other] = await Promise.all(
        [floor, product].map(({ base }) => read<{ items: Client[]; nextCursor: string }>(base + path, token)),
      );
      if (one?.nextCursor !== other?.nextCursor) throw new Error(`${path} goes on elsewhere`);
      if (other?.items.length !== 25) throw new Error(`${path} is no full page`);
      other.items.forEach((client, index) => assertSame(path, client, one?.items[index]));
    }
    for (const path of ones) {
      const [one, other] = await Promise.all(
        [floor, product].map(({ base }) => read<Client>(base + path, token)),
      );
      assertSame(path, other ?? {}, one);
    }
  }
}

function assertSame(path: string, product: Client, floor: Client | undefined): void {
  for (const [field, value] of Object.entries(product))
    if (!MADE_BY_RULES.includes(field) && JSON.stringify(value) !== JSON.stringify(floor?.[field]))
      throw new Error(`${path}: ${field} differs`);
}
