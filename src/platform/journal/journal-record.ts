import type { Prisma } from '../prisma/generated/client.js';

/** Who acts; a Principal is one. */
export interface JournalActor {
  /** null: nobody is signed in. */
  userId: string | null;
  requestId: string | null;
  /** The API key with which the user acts. */
  apiKeyId?: string | null;
}

/** A change to one business row. */
export interface JournalRecord {
  /** `entity.verb`: `opportunity.moved`. */
  action: `${string}.${string}`;
  entity: string;
  entityId: string;
  /** The client whose timeline shows it. */
  clientId?: string | null;
  /** Who owned the row at that moment. */
  ownerId?: string | null;
  /** From, to, amount; a field-level diff for edits. */
  facts?: Prisma.InputJsonObject;
  /** When it happened, if not now (imported history, an offline check-in). */
  at?: Date;
}
