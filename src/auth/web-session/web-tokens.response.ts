import { ApiProperty } from '@nestjs/swagger';
import { UserResponse } from '../users/dto/user.response.js';

export class WebTokensResponse {
  /** Send as `Authorization: Bearer …`; keep it in memory only. */
  accessToken: string;

  /** Seconds until the access token ends. */
  @ApiProperty({ type: 'integer', example: 600 })
  expiresIn: number;

  user: UserResponse;
}
