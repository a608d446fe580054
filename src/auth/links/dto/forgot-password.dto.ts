import { Transform } from 'class-transformer';
import { IsEmail, MaxLength } from 'class-validator';
import { lowerCase } from '../../login/dto/login.dto.js';

export class ForgotPasswordDto {
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email: string;
}

/** The same for every address. */
export class ForgotPasswordResponse {
  /** A letter is written if the address belongs to an active account. */
  status: 'ACCEPTED';
}
