import { IsString, MaxLength } from 'class-validator';

export class RefreshDto {
  /** From the login or the refresh before; it is spent by this call. */
  @IsString()
  @MaxLength(2000)
  refreshToken: string;
}
