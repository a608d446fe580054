import { ifItCan, inStore } from './database.ts';

/** So long what was read is shown without network: as long as a tap may be sent late. */
const KEPT_MS = 7 * 86_400_000;

interface Kept<T> {
  personId: string;
  name: string;
  value: T;
  keptAt: number;
}

/** Keeps what this person read last under the name. */
export async function keep(personId: string, name: string, value: unknown): Promise<void> {
  const kept = { personId, name, value, keptAt: Date.now() };
  await ifItCan(inStore('kept', 'readwrite', (store) => store.put(kept)));
}

/** What this person read last, and when; nothing that is older than a week. */
export async function keptFor<T>(
  personId: string,
  name: string,
): Promise<{ value: T; keptAt: number } | undefined> {
  const found = await ifItCan(
    inStore('kept', 'readonly', (store) => store.get([personId, name]) as IDBRequest<Kept<T> | undefined>),
  );
  return found && Date.now() - found.keptAt < KEPT_MS ? found : undefined;
}

/** What the one person who uses this browser read last, whoever it is. */
export async function keptLast<T>(name: string): Promise<T | undefined> {
  const all = await ifItCan(inStore('kept', 'readonly', (store) => store.getAll() as IDBRequest<Kept<T>[]>));
  return all?.find((one) => one.name === name && Date.now() - one.keptAt < KEPT_MS)?.value;
}

/** At the end of a session nothing that was read stays behind. */
export async function forgetKept(): Promise<void> {
  await ifItCan(inStore('kept', 'readwrite', (store) => store.clear()));
}

/** Somebody signs in: what others read here goes. */
export async function forgetKeptOfOthers(personId: string): Promise<void> {
  const names = (await ifItCan(inStore('kept', 'readonly', (store) => store.getAllKeys()))) ?? [];
  for (const name of names as [string, string][])
    if (name[0] !== personId) await ifItCan(inStore('kept', 'readwrite', (store) => store.delete(name)));
}
