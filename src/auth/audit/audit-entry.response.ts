import { ApiProperty } from '@nestjs/swagger';
import { JournalEntryResponse } from '../../platform/journal/index.js';

/** A change, and what the records that it speaks of are called now. */
export class AuditEntryResponse extends JournalEntryResponse {
  /** null: it has no name, is gone, or the reader may not see it. */
  @ApiProperty({ nullable: true, type: String, example: 'Nina Neri' })
  recordName: string | null;

  /** Of the client with `clientId`; null as above. */
  @ApiProperty({ nullable: true, type: String, example: 'Tabaccheria Rossi' })
  clientName: string | null;
}
