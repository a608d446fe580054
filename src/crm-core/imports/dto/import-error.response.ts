import { ApiProperty } from '@nestjs/swagger';

/** One thing that is wrong with one row. */
export class ImportErrorResponse {
  /** As a spreadsheet counts it: the header is row 1. */
  @ApiProperty({ type: 'integer', example: 17 })
  row: number;

  /** The column's header; the field's own name when no column brings it. */
  @ApiProperty({ example: 'Importo' })
  column: string;

  /** Stable, machine-readable. */
  @ApiProperty({ example: 'AMOUNT_UNREADABLE' })
  code: string;

  /** What stands in the cell; null for a field that the reader’s role hides. */
  value: string | null;

  /** For people, in English. */
  message: string;

  /** The same in Italian. */
  @ApiProperty({ example: 'Non è un importo come 1.234,56.' })
  messageIt: string;
}
