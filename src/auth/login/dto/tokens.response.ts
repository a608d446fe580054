import { ApiProperty } from '@nestjs/swagger';
import { UserResponse } from '../../users/dto/user.response.js';

export class TokensResponse {
  /** Send as `Authorization: Bearer …`. */
  accessToken: string;

  /** Seconds until the access token ends. */
  @ApiProperty({ type: 'integer', example: 600 })
  expiresIn: number;

  /** Good for one `POST /auth/refresh`. */
  refreshToken: string;

  user: UserResponse;
}
