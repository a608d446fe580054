import { ApiProperty } from '@nestjs/swagger';

export class ContactResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  clientId: string;

  fullName: string;

  /** What the person is at the client's. */
  role: string | null;

  email: string | null;

  /** E.164. */
  phone: string | null;

  marketingConsent: boolean;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  createdById: string | null;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  updatedById: string | null;
}
