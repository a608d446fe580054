import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsEnum,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { ViewVisibility } from '../../../platform/prisma/generated/enums.js';
import { ClientViewFilterDto, OpportunityViewFilterDto } from './view-filter.dto.js';

/** A filter as a schema: which of the two follows from the view's resource. */
export const FILTER_SCHEMA = {
  type: 'object',
  description: 'As the list takes it; custom fields as `custom: { colour: "rosso" }`.',
  anyOf: [ClientViewFilterDto, OpportunityViewFilterDto].map((filter) => ({ $ref: getSchemaPath(filter) })),
  example: { lifecycle: 'CUSTOMER', province: 'MI' },
};

/** What can be said of a view when it is made, and changed afterwards. */
@ApiExtraModels(ClientViewFilterDto, OpportunityViewFilterDto)
export class ViewFieldsDto {
  /** Who may use it: its owner alone, the owner's team, everybody. Each sees the rows of their own scope. */
  @IsOmittable()
  @IsEnum(ViewVisibility)
  @ApiProperty({ enum: ViewVisibility, enumName: 'ViewVisibility', required: false, default: 'PRIVATE' })
  visibility?: ViewVisibility;

  @IsOmittable()
  @IsObject()
  @ApiProperty({ ...FILTER_SCHEMA, required: false, default: {} } as never)
  filter?: Record<string, unknown>;

  /** A sort of the list, `-` before it for descending; null: the list's own order. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  @ApiProperty({ type: String, nullable: true, required: false, example: '-updatedAt' })
  sort?: string | null;

  /** Names of the rows' fields, `custom.colour` for custom ones, in the order in which they are shown; none: the screen's own choice. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(60)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  @ApiProperty({ type: [String], required: false, example: ['name', 'city', 'custom.colour'] })
  columns?: string[];
}
