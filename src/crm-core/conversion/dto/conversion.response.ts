import { ApiProperty } from '@nestjs/swagger';
import { ClientResponse } from '../../clients/dto/client.response.js';
import { ContactResponse } from '../../contacts/dto/contact.response.js';
import { OpportunityResponse } from '../../opportunities/dto/opportunity.response.js';

export class ConversionResponse {
  client: ClientResponse;

  /** Null: none was asked for. */
  @ApiProperty({ type: ContactResponse, nullable: true })
  contact: ContactResponse | null;

  /** Null: none was asked for. */
  @ApiProperty({ type: OpportunityResponse, nullable: true })
  opportunity: OpportunityResponse | null;
}
