import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEnum, IsIn, IsObject, ValidateBy } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { ImportType } from '../../../platform/prisma/generated/enums.js';

const MAX_ENTRIES = 50;
const MAX_TEXT = 500;

/** An object of short texts. */
const IsTextRecord = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTextRecord',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.keys(value).length <= MAX_ENTRIES &&
        Object.values(value).every(
          (text) => typeof text === 'string' && text.trim() !== '' && text.length <= MAX_TEXT,
        ),
      defaultMessage: () =>
        `$property must be an object of at most ${MAX_ENTRIES} texts, none empty or over ${MAX_TEXT} characters`,
    },
  });

/** The form that goes with the file. */
export class CreateImportDto {
  /** What the rows are. */
  @IsEnum(ImportType)
  @ApiProperty({ enum: ImportType, enumName: 'ImportType' })
  type: ImportType;

  /** Field of ours → header of the column that brings it. Left out: guessed from the headers. */
  @IsOmittable()
  @IsObject()
  @IsTextRecord()
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { name: 'Ragione sociale' },
  })
  mapping?: Record<string, string>;

  /** The unique field that decides between creating and updating: `externalId`, or for clients `vatNumber`, or the `id` of an export. */
  @IsOmittable()
  @IsIn(['id', 'externalId', 'vatNumber'])
  @ApiProperty({ enum: ['id', 'externalId', 'vatNumber'], required: false })
  key?: 'id' | 'externalId' | 'vatNumber';

  /** Field → value for new rows that lack it, written as in a cell. */
  @IsOmittable()
  @IsObject()
  @IsTextRecord()
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { pipeline: 'Vendita', lostReason: 'PRICE' },
  })
  defaults?: Record<string, string>;
}
