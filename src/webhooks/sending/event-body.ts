import { PROTECTED_FIELD_NAMES } from '../../platform/access/index.js';
import { factsFor } from '../../platform/field-rules/index.js';
import type { JournalEntry } from '../../platform/prisma/generated/client.js';
import { withoutPersonalData } from '../../privacy/index.js';

/** What a webhook may know. */
export interface Disclosure {
  includePersonalData: boolean;
  includeProtectedFields: boolean;
}

/** What is sent: ids, what happened, when, by whom, to whose record. */
export interface WebhookEvent {
  /** The same at each try and each replay; no two events share it. */
  id: string;
  type: string;
  /** ISO 8601, UTC. */
  occurredAt: string;
  entity: string;
  entityId: string;
  clientId: string | null;
  actorId: string | null;
  ownerId: string | null;
  facts: unknown;
}

/**
 * The journal's id, and the moment of the row: after a restored backup ids come again, for other events.
 */
export function eventId({ id, at }: Pick<JournalEntry, 'id' | 'at'>): string {
  return `${id}-${at.getTime().toString(36)}`;
}

/** The event as the journal tells it now. */
export function eventOf(entry: JournalEntry, disclosure: Disclosure): WebhookEvent {
  const { action, at, entity, entityId, clientId, actorId, ownerId } = entry;
  return {
    ...{ id: eventId(entry), type: action, occurredAt: at.toISOString() },
    ...{ entity, entityId, clientId, actorId, ownerId },
    facts: disclosed(entry, disclosure),
  };
}

function disclosed(
  { facts, entity }: JournalEntry,
  { includePersonalData, includeProtectedFields }: Disclosure,
): unknown {
  // Of no user: what only one person may see leaves for nobody.
  const hiddenFields = new Set(includeProtectedFields ? [] : PROTECTED_FIELD_NAMES);
  const known = factsFor(facts, entity, { userId: '', hiddenFields });
  return includePersonalData ? known : withoutPersonalData(known, entity);
}
