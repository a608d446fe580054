import { OmitType } from '@nestjs/swagger';
import { OpportunityListQuery } from '../../opportunities/dto/opportunity-list.query.js';

/** The filters of the list of opportunities. */
export class OpportunityFilterDto extends OmitType(OpportunityListQuery, [
  'limit',
  'cursor',
  'sort',
  'count',
]) {}
