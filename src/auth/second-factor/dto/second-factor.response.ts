import { ApiProperty } from '@nestjs/swagger';

export class SecondFactorEnrolmentResponse {
  /** The seed in Base32, for who types it; it can't be read again. */
  secret: string;

  /** The same for a QR code: SHA-1, six digits, 30 seconds. */
  @ApiProperty({ format: 'uri' })
  otpauthUrl: string;

  /** Until then the app has to be confirmed with a code. */
  expiresAt: Date;
}

export class RecoveryCodesResponse {
  /** Ten codes, each good once in place of a code of the app. They can't be read again. */
  recoveryCodes: string[];
}

export class SecondFactorStatusResponse {
  /** Whether a login asks for a code. */
  enabled: boolean;

  enabledAt: Date | null;

  @ApiProperty({ type: 'integer' })
  recoveryCodesLeft: number;

  /** This session may do nothing but switch a second factor on: other routes answer 403 `TOTP_ENROLMENT_REQUIRED`. */
  enrolmentRequired: boolean;
}
