import { ApiProperty } from '@nestjs/swagger';
import { ClientResponse } from '../../dto/client.response.js';
import { MovedRowsResponse } from './client-merge.response.js';

export class StayingRowsResponse {
  /** `opportunities`, `contacts`, `activities`, `visits`, `routeStops`. */
  @ApiProperty({ example: 'contacts' })
  name: string;

  /** Their ids; of a stop its route's id and sequence. */
  keys: string[];
}

export class MergeUndoResponse {
  /** The client that had stayed. */
  client: ClientResponse;

  /** The client that is back. */
  restored: ClientResponse;

  /** What went back to it. */
  moved: MovedRowsResponse[];

  /** What the merge had moved but somebody gave to another client since: it stays there. */
  staying: StayingRowsResponse[];

  /** Fields that the merge had changed but somebody edited since, with those that belong together with them: they stay. */
  kept: string[];
}
