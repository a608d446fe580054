import { ApiProperty } from '@nestjs/swagger';
import {
  ActivityResponse,
  ClientResponse,
  ContactResponse,
  OpportunityResponse,
  PipelineResponse,
} from '../../../crm-core/index.js';
import { VisitResponse } from '../../../visits/index.js';
import { CHANGE_TYPES, type ChangeType } from '../domain/change-type.js';

/** One record that changed: as it is now under the name of its kind, or `gone`. */
export class ChangeResponse {
  /** When the last of its changes on this page happened. */
  at: Date;

  @ApiProperty({ enum: CHANGE_TYPES, enumName: 'ChangeType' })
  entity: ChangeType;

  @ApiProperty({ format: 'uuid' })
  entityId: string;

  /** The last of its changes on this page, as the journal calls it; a client's when the record came or went with it. */
  @ApiProperty({ example: 'client.assigned' })
  action: string;

  /** True: no longer there, or no longer the reader's to see; drop it. What was already dropped may be told again. */
  gone: boolean;

  client?: ClientResponse;
  contact?: ContactResponse;
  opportunity?: OpportunityResponse;
  activity?: ActivityResponse;
  visit?: VisitResponse;
  pipeline?: PipelineResponse;
}

/** The record of one change, under the name of its kind. */
export type ChangeRecord = Pick<
  ChangeResponse,
  'client' | 'contact' | 'opportunity' | 'activity' | 'visit' | 'pipeline'
>;

export class ChangesResponse {
  /** Each record once, in the order of their last changes. */
  items: ChangeResponse[];

  /** What `after` takes next; it moves on even when nothing on the way concerned the reader. */
  nextCursor: string;

  /** Whether there may be more at once; false: ask again later. */
  more: boolean;
}
