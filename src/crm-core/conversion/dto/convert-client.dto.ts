import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, ValidateNested } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { CreateContactDto } from '../../contacts/dto/create-contact.dto.js';
import { CreateOpportunityDto } from '../../opportunities/dto/create-opportunity.dto.js';
import { CONVERSION_TARGETS, type ConversionTarget } from '../domain/conversion.js';

/** The client's first opportunity. */
export class ConversionOpportunityDto extends OmitType(CreateOpportunityDto, ['clientId']) {}

export class ConvertClientDto {
  /** What the client becomes: a lead may become either, a prospect a customer. */
  @IsOmittable()
  @IsIn(CONVERSION_TARGETS)
  @ApiProperty({
    enum: CONVERSION_TARGETS,
    enumName: 'ConversionTarget',
    default: 'PROSPECT',
    required: false,
  })
  to?: ConversionTarget;

  /** The person one speaks with there; needs `contact:create`. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => CreateContactDto)
  @ApiProperty({ type: CreateContactDto, required: false })
  contact?: CreateContactDto;

  /** What one hopes to sell; needs `opportunity:create`. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => ConversionOpportunityDto)
  @ApiProperty({ type: ConversionOpportunityDto, required: false })
  opportunity?: ConversionOpportunityDto;
}
