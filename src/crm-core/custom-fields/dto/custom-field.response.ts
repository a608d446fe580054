import { ApiProperty } from '@nestjs/swagger';
import { CustomFieldResource, CustomFieldType } from '../../../platform/prisma/generated/enums.js';

export class CustomFieldResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: CustomFieldResource, enumName: 'CustomFieldResource' })
  resource: CustomFieldResource;

  /** The name in `custom`. */
  @ApiProperty({ example: 'colour' })
  key: string;

  labelIt: string;

  labelEn: string;

  @ApiProperty({ enum: CustomFieldType, enumName: 'CustomFieldType' })
  type: CustomFieldType;

  /** A new row needs a value, and it can't be cleared; rows from before stay as they are. */
  required: boolean;

  /** It takes no new values; the old ones stay readable. */
  archived: boolean;

  /** What a CHOICE is from. */
  choices: string[];

  /** Characters of a TEXT. */
  @ApiProperty({ type: 'integer', nullable: true })
  minLength: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  maxLength: number | null;

  /** The least NUMBER. */
  minimum: number | null;

  maximum: number | null;

  /** The first DATE. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  earliest: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  latest: string | null;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  updatedAt: Date;
}
