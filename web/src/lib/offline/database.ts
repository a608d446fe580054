/**
 * What this browser keeps for the times without network: writes that nobody answered yet, and what was read last. It holds
 * no token: what lies here lets nobody in.
 */
const NAME = 'nexus';
export type StoreName = 'writes' | 'kept';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const writes = request.result.createObjectStore('writes', { keyPath: 'order', autoIncrement: true });
      writes.createIndex('byPerson', 'personId');
      request.result.createObjectStore('kept', { keyPath: ['personId', 'name'] });
    };
    request.onsuccess = () => {
      const database = request.result;
      // A browser may end the connection, and a tab with a newer version must not wait for this one.
      database.onclose = () => (opened = undefined);
      database.onversionchange = () => {
        database.close();
        opened = undefined;
      };
      resolve(database);
    };
    request.onerror = () => {
      opened = undefined;
      reject(request.error ?? new Error('The browser keeps nothing.'));
    };
  });
  return opened;
}

/** One piece of work on one store, on the disk when this resolves. @throws DOMException */
export async function inStore<T>(
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await open()).transaction(name, mode);
  const request = work(transaction.objectStore(name));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('Nothing was kept.'));
  });
}

/** A browser whose storage is full or broken keeps nothing; what it is asked to do or to show is done all the same. */
export async function ifItCan<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
