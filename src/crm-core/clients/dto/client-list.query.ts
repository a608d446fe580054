import { ApiHideProperty, ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsEnum,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { FromWord, IsBusinessDate, IsInstant, Trim, UpperCase } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';
import { IsCustomFilter } from '../../custom-fields/custom-values.decorator.js';
import { ClientLifecycle, PointOfSaleType } from '../../../platform/prisma/generated/enums.js';

const DEGREES = String.raw`-?\d{1,3}(\.\d{1,15})?`;
const POSITION = new RegExp(`^${DEGREES},${DEGREES}$`);

export class ClientListQuery extends ListQuery {
  /** A saved view whose filter and order hold where this call says nothing else. */
  @IsOptional()
  @IsUUID()
  viewId?: string;

  /** Parts of name, town, P.IVA or telephone number; all words must be found, case and accents aside. One or two letters begin a word. */
  @IsOptional()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  q?: string;

  @IsOptional()
  @IsEnum(ClientLifecycle)
  @ApiProperty({ enum: ClientLifecycle, enumName: 'ClientLifecycle', required: false })
  lifecycle?: ClientLifecycle;

  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Clients whose owner belongs to this team. */
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @IsOptional()
  @Trim()
  @UpperCase()
  @IsString()
  @MaxLength(50)
  province?: string;

  /** The whole name of the town, case and accents aside. */
  @IsOptional()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  city?: string;

  /** One tag, case and accents aside. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(50)
  tag?: string;

  @IsOptional()
  @IsEnum(PointOfSaleType)
  @ApiProperty({ enum: PointOfSaleType, enumName: 'PointOfSaleType', required: false })
  pointOfSaleType?: PointOfSaleType;

  @IsCustomFilter()
  @ApiHideProperty()
  custom?: Record<string, string>;

  /** Changed at or after this instant. */
  @IsOptional()
  @IsInstant()
  updatedSince?: string;

  /** Created on this business day of Europe/Rome or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  createdFrom?: string;

  /** Created before this business day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  createdTo?: string;

  /** The very words of `source`. */
  @IsOptional()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  source?: string;

  /** true: only clients without a source; false: only those with one. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  withoutSource?: boolean;

  /** true: only those that came into the books as LEAD or PROSPECT; false: only the others. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  lead?: boolean;

  /** true: only those that somebody called, met, visited or wrote to; false: only those to whom nobody spoke yet. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  contacted?: boolean;

  /** true: only those that once became customers and were not set back to LEAD or PROSPECT since; false: only the others. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  becameCustomer?: boolean;

  /** Became customers on this business day of Europe/Rome or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  customerFrom?: string;

  /** Became customers before this business day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  customerTo?: string;

  /** First called, met, visited or written to on this business day of Europe/Rome or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  firstContactFrom?: string;

  /** First contacted before this business day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  firstContactTo?: string;

  /** LOST, and so since this business day of Europe/Rome or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  lostFrom?: string;

  /** LOST, and so since a day before this one. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  lostTo?: string;

  /** Customs authorisations with at most so many days left, the expired ones among them; 0: today is the last day, or it is over. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3650)
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 3650, required: false })
  admExpiresWithinDays?: number;

  /** true: only customs authorisations that have expired; false: only those that are still valid. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  admExpired?: boolean;

  /** `latitude,longitude` in degrees: clients within `radiusKm` of it. */
  @IsOptional()
  @Matches(POSITION, { message: 'near must be latitude,longitude in degrees, such as 45.4642,9.19' })
  @ApiProperty({ required: false, example: '45.4642,9.19' })
  near?: string;

  /** Kilometres around `near`, 0.1–500; 10 when left out. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0.1)
  @Max(500)
  @ApiProperty({ minimum: 0.1, maximum: 500, default: 10, required: false })
  radiusKm?: number;
}
