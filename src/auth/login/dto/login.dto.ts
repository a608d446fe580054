import { Transform } from 'class-transformer';
import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';

export const lowerCase = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

export class LoginDto {
  /** Upper and lower case are the same. */
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** Compared byte for byte. */
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  password: string;
}
