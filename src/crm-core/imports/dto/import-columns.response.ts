import { ApiProperty } from '@nestjs/swagger';

/** A column of the file that was brought. */
export class ImportColumnResponse {
  /** As it stands in the file. */
  @ApiProperty({ example: 'Ragione sociale' })
  header: string;

  /** The field that it brings; null: none. */
  @ApiProperty({ type: 'string', nullable: true, example: 'name' })
  field: string | null;

  /** What stands in the first rows below, empty cells aside; told only to whoever brought the file. */
  samples: string[];
}

/** A field that a column may bring. */
export class ImportFieldResponse {
  @ApiProperty({ example: 'name' })
  field: string;

  /** What its column is mostly called in Italy; of a field that an admin added, its label. */
  @ApiProperty({ example: 'ragione sociale' })
  label: string;

  /** A file that lacks it (as a column or a default) is refused. */
  required: boolean;
}

/** What a mapping is made of. */
export class ImportColumnsResponse {
  /** In the order of the file; those without a header can’t be named, and are left out. */
  @ApiProperty({ type: [ImportColumnResponse] })
  columns: ImportColumnResponse[];

  @ApiProperty({ type: [ImportFieldResponse] })
  fields: ImportFieldResponse[];

  /** The fields that may decide between creating and updating. */
  @ApiProperty({ type: [String], example: ['externalId', 'id', 'vatNumber'] })
  keys: string[];
}
