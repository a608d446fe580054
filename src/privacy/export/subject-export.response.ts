import { ApiProperty } from '@nestjs/swagger';

const ROWS = {
  type: 'object',
  additionalProperties: { type: 'array', items: { type: 'object', additionalProperties: true } },
} as const;

/** What one row is about, and all that is known of it. */
export class ExportedSubjectResponse {
  @ApiProperty({ enum: ['client', 'contact'] })
  kind: 'client' | 'contact';

  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Rows by table, the journal included. Columns about the people who work with the CRM, and those of its machinery, are left out. */
  @ApiProperty({ ...ROWS, example: { contacts: [{ id: '…', fullName: 'Rosa Neri' }], journal: [] } })
  tables: Record<string, Record<string, unknown>[]>;

  /** Texts about the same client that speak of the contact by name, e-mail or telephone; by table. */
  @ApiProperty(ROWS)
  mentions: Record<string, Record<string, unknown>[]>;
}

/** A row that names the address without being about a person. */
export class ElsewhereResponse {
  @ApiProperty({ enum: ['clients', 'users'] })
  table: 'clients' | 'users';

  @ApiProperty({ format: 'uuid' })
  id: string;
}

/** All that is known of a person. */
export class SubjectExportResponse {
  createdAt: Date;

  subjects: ExportedSubjectResponse[];

  /** To be looked at by somebody: a company or an account with the same address. */
  elsewhere: ElsewhereResponse[];
}
