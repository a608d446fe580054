import { ApiProperty } from '@nestjs/swagger';
import { ViewResource, ViewVisibility } from '../../../platform/prisma/generated/enums.js';
import { FILTER_SCHEMA } from './view-fields.dto.js';

export class ViewResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ViewResource, enumName: 'ViewResource' })
  resource: ViewResource;

  name: string;

  @ApiProperty({ enum: ViewVisibility, enumName: 'ViewVisibility' })
  visibility: ViewVisibility;

  @ApiProperty(FILTER_SCHEMA as never)
  filter: Record<string, unknown>;

  @ApiProperty({ type: String, nullable: true })
  sort: string | null;

  /** Those that the reader's role sees. */
  columns: string[];

  @ApiProperty({ format: 'uuid' })
  ownerId: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  updatedAt: Date;
}
