/** Where a reader stands in the feed. */
export interface ChangeCursor {
  transaction: bigint;
  id: bigint;
  /** Within the row at this place: the last of the client's children that came along; null: the row is done. */
  child: string | null;
  /** What was the reader's to see, and of which database, when the cursor was given. */
  standing: string;
}

/** Comes before every child. */
export const BEFORE_ALL_CHILDREN = '00000000-0000-0000-0000-000000000000';

const WRITTEN = /^1\.(\d{1,18})\.(\d{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?\.([\w-]{1,64})$/;

export function writeCursor({ transaction, id, child, standing }: ChangeCursor): string {
  return Buffer.from(`1.${transaction}.${id}.${child ?? ''}.${standing}`).toString('base64url');
}

/** undefined: not a cursor of this feed. */
export function readCursor(text: string): ChangeCursor | undefined {
  const [, transaction, id, child, standing] =
    WRITTEN.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  if (transaction === undefined || id === undefined || standing === undefined) return undefined;
  return { transaction: BigInt(transaction), id: BigInt(id), child: child ?? null, standing };
}
