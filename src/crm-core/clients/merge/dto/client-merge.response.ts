import { ApiProperty } from '@nestjs/swagger';
import { ProtectedNames } from '../../../../platform/field-rules/index.js';
import { ClientResponse } from '../../dto/client.response.js';
import type { MergedField, Origin } from '../domain/merge-field.js';

/** Text, numbers, flags; `tags` is a list, `openingHours` an object. */
const ANY = {
  oneOf: [
    { type: ['string', 'number', 'boolean', 'null'] as never },
    { type: 'array', items: { type: 'string' } },
    { type: 'object', additionalProperties: true },
  ],
};

export class MergedFieldResponse implements MergedField {
  /** As in a client; custom fields as `custom.<key>`. */
  @ApiProperty({ example: 'vatNumber' })
  field: string;

  @ApiProperty(ANY)
  target: unknown;

  @ApiProperty(ANY)
  source: unknown;

  /** What the merged client has. */
  @ApiProperty(ANY)
  result: unknown;

  /** `both`: united; `same`: there was nothing to decide. */
  @ApiProperty({ enum: ['target', 'source', 'both', 'same'], enumName: 'MergeOrigin' })
  from: Origin;
}

export class MovedRowsResponse {
  /** `opportunities`, `contacts`, `activities`, `visits`, `routeStops`. */
  @ApiProperty({ example: 'opportunities' })
  name: string;

  /** Rows that are not deleted. */
  @ApiProperty({ type: 'integer' })
  count: number;
}

/** Two contacts that are likely one person; both are kept. */
export class SameContactResponse {
  @ApiProperty({ format: 'uuid' })
  targetContactId: string;

  @ApiProperty({ format: 'uuid' })
  sourceContactId: string;

  fullName: string;

  /** What they share: `email`, `phone`, `fullName`. */
  @ApiProperty({ type: [String], example: ['email'] })
  fields: string[];
}

export class ClientMergeResponse {
  dryRun: boolean;

  /** With it the merge is undone; null in a dry run. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  mergeId: string | null;

  /** Every field with both values and what became of them. */
  @ProtectedNames('client')
  fields: MergedFieldResponse[];

  /** What goes over from the source to the target. */
  moved: MovedRowsResponse[];

  sameContacts: SameContactResponse[];

  /** The target after the merge; in a dry run as it would be. */
  client: ClientResponse;
}
