import { ApiProperty } from '@nestjs/swagger';
import { ProtectedFacts } from '../field-rules/protected.decorator.js';
import type { JournalEntry } from '../prisma/generated/client.js';

/** One change to one row. */
export class JournalEntryResponse {
  /** Grows with time; a string, for it outgrows a double. */
  @ApiProperty({ example: '1204' })
  id: string;

  at: Date;

  @ApiProperty({ example: 'opportunity.moved' })
  action: string;

  @ApiProperty({ example: 'opportunity' })
  entity: string;

  @ApiProperty({ format: 'uuid' })
  entityId: string;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  clientId: string | null;

  /** Who did it; null: the system. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  actorId: string | null;

  /** The API key with which they did it; null: signed in. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  apiKeyId: string | null;

  /** Who owned the row at that moment. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  ownerId: string | null;

  requestId: string | null;

  /** From, to, amount; a field-level diff for edits. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  @ProtectedFacts()
  facts: Record<string, unknown>;
}

export function toJournalEntryResponse(entry: JournalEntry): JournalEntryResponse {
  const { id, at, action, entity, entityId, clientId, actorId, apiKeyId, ownerId, requestId, facts } = entry;
  return {
    id: String(id),
    at,
    action,
    entity,
    entityId,
    clientId,
    actorId,
    apiKeyId,
    ownerId,
    requestId,
    facts: facts as Record<string, unknown>,
  };
}
