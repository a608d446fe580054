import { ApiProperty } from '@nestjs/swagger';
import { EVENT_CATALOGUE, EVENT_TYPES } from './event-catalogue.js';

/** A kind of event that a webhook can be told of. */
export class EventTypeResponse {
  @ApiProperty({ example: 'opportunity.moved' })
  type: string;

  description: string;
}

export class EventTypeListResponse {
  items: EventTypeResponse[];
}

export function eventTypeList(): EventTypeListResponse {
  return { items: EVENT_TYPES.map((type) => ({ type, description: EVENT_CATALOGUE[type] })) };
}
