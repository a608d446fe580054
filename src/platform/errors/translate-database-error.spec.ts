import { describe, expect, it } from '@jest/globals';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { translateDatabaseError } from './translate-database-error.js';

describe('a database that is away', () => {
  it.each([
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout exceeded when trying to connect',
  ])('is known by what the driver says of it: %s', (message) => {
    expect(translateDatabaseError(new Error(message))).toMatchObject({
      kind: 'unavailable',
      code: 'DATABASE_UNAVAILABLE',
      extras: { retryAfter: 2 },
    });
  });
  it.each(['ConnectionClosed', 'SocketTimeout'] as const)(
    'is known by how Prisma names it when a connection dies inside of a transaction: %s',
    (kind) => {
      expect(translateDatabaseError(new DriverAdapterError({ kind }))).toMatchObject({
        kind: 'unavailable',
        code: 'DATABASE_UNAVAILABLE',
      });
    },
  );
});
