import { OmitType } from '@nestjs/swagger';
import { ClientListQuery } from '../../clients/dto/client-list.query.js';
import { OpportunityListQuery } from '../../opportunities/dto/opportunity-list.query.js';

/** The filters of the client list. */
export class ClientViewFilterDto extends OmitType(ClientListQuery, [
  'limit',
  'cursor',
  'sort',
  'count',
  'viewId',
]) {}

/** The filters of the opportunity list. */
export class OpportunityViewFilterDto extends OmitType(OpportunityListQuery, [
  'limit',
  'cursor',
  'sort',
  'count',
  'viewId',
]) {}
