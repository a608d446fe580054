import { ifItCan, inStore } from './database.ts';
import { subjectOf, type Deed } from './deeds.ts';

/** Why the API did not take a write. */
export interface Refusal {
  status: number;
  code: string;
  detail: string;
  requestId: string | undefined;
  /** Of a visit that meanwhile is something else. */
  currentStatus: string | undefined;
}

/** Something that was done here and that the API has not confirmed. */
export interface Write {
  /** They are sent in this order; the browser's database counts. */
  order: number;
  /** Its `Idempotency-Key`: however often it is sent, it is done once. */
  key: string;
  personId: string;
  deed: Deed;
  /** Whom it was about, in words. */
  about: string;
  at: string;
  refused?: Refusal | undefined;
  /** When it was confirmed: it stays until what is shown was read after that. */
  sentAt?: number;
}

/** @returns whether this browser could keep it */
export async function addWrite(write: Omit<Write, 'order'>): Promise<boolean> {
  return (await ifItCan(inStore('writes', 'readwrite', (store) => store.add(write)))) !== undefined;
}

export async function putWrite(write: Write): Promise<void> {
  await inStore('writes', 'readwrite', (store) => store.put(write));
}

export async function removeWrite({ order }: Write): Promise<void> {
  await inStore('writes', 'readwrite', (store) => store.delete(order));
}

/** This person's writes in their order; those of others stay where they are, unseen. */
export function writesOf(personId: string): Promise<Write[]> {
  return inStore(
    'writes',
    'readonly',
    (store) => store.index('byPerson').getAll(personId) as IDBRequest<Write[]>,
  );
}

/**
 * The next to be sent: neither refused nor behind a refused one on the same thing.
 * @param passed subjects that are left for a later round
 */
export function nextOf(writes: readonly Write[], passed: ReadonlySet<string> = new Set()): Write | undefined {
  const held = new Set(passed);
  for (const write of writes) {
    if (write.sentAt !== undefined) continue;
    const subject = subjectOf(write.deed);
    if (write.refused) held.add(subject);
    else if (!held.has(subject)) return write;
  }
  return undefined;
}
