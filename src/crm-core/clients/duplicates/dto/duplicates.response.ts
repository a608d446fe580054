import { ApiProperty } from '@nestjs/swagger';
import { ClientResponse } from '../../dto/client.response.js';
import { DUPLICATE_REASONS } from '../domain/duplicate-score.js';

export class DuplicateReasonResponse {
  @ApiProperty({ enum: DUPLICATE_REASONS, enumName: 'DuplicateReasonCode' })
  code: (typeof DUPLICATE_REASONS)[number];

  /** The fields that agree, or speak against it. */
  @ApiProperty({ type: [String], example: ['phone'] })
  fields: string[];

  /** What it adds to the score; negative when it speaks against a duplicate. */
  @ApiProperty({ type: 'integer' })
  points: number;
}

export class DuplicateResponse {
  client: ClientResponse;

  /** 50–100; 100: the same P.IVA. */
  @ApiProperty({ type: 'integer', minimum: 50, maximum: 100 })
  score: number;

  reasons: DuplicateReasonResponse[];
}

export class DuplicatesResponse {
  /** A client has this P.IVA already, maybe one that is not yours to see: a create would be refused with `VAT_NUMBER_TAKEN`. */
  vatNumberTaken: boolean;

  /** The likeliest first, twenty at most. */
  items: DuplicateResponse[];
}
