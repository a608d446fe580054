import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsOmittable, Trim, TrimToNull } from '../../../platform/http/index.js';
import { EVENT_TYPES } from '../../catalogue/event-catalogue.js';

export class CreateWebhookDto {
  /**
   * Where events are sent: `https://`, a host of the public internet, port 443 or one from 1024 on. The name is looked up
   * now and at each sending.
   */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  @ApiProperty({ format: 'uri', example: 'https://erp.example.com/crm-events' })
  url: string;

  /** Of `GET /webhooks/events`. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsIn(EVENT_TYPES, { each: true })
  @ApiProperty({ type: [String], example: ['opportunity.moved', 'client.created'] })
  events: string[];

  /** For those who look at the list. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(500)
  @ApiProperty({ type: String, nullable: true, required: false, example: 'Gestionale' })
  description?: string | null;

  /** Whether facts may name people: names, addresses, free text. Without it `[withheld]` stands in their place. */
  @IsOmittable()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  includePersonalData?: boolean;

  /** Whether facts have the fields that roles may hide: amounts, tax identity, notes. Only for who sees all of them. */
  @IsOmittable()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  includeProtectedFields?: boolean;
}
