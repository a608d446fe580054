/**
 * An amount as Italians write it (`1.234,50`), and as others do (`1234.50`), as the API takes it.
 * @returns null: no amount
 */
export function amountOf(written: string): string | null {
  const bare = written.replace(/[\s€]/g, '');
  const plain = bare.includes(',') ? bare.replace(/\./g, '').replace(',', '.') : withoutThousands(bare);
  return /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? plain : null;
}

/** Points that stand before groups of three separate thousands. */
function withoutThousands(bare: string): string {
  return /^\d{1,3}(\.\d{3})+$/.test(bare) ? bare.replace(/\./g, '') : bare;
}
