import { ApiProperty } from '@nestjs/swagger';
import type { SilentProspect } from './silent-prospects.queries.js';

/** A client about whom nothing was heard for long. */
export class SilentProspectResponse {
  @ApiProperty({ format: 'uuid' })
  clientId: string;

  name: string;

  /** The client itself would be erased; of a company only its contacts. */
  isPerson: boolean;

  /** Contacts that would be erased. */
  @ApiProperty({ type: 'integer' })
  contacts: number;

  /** When the client's row was last changed. */
  updatedAt: Date;
}

export function toSilentProspectResponse(row: SilentProspect): SilentProspectResponse {
  const { id, name, isPerson, contacts, updatedAt } = row;
  return { clientId: id, name, isPerson, contacts, updatedAt };
}
