import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsInt, IsOptional, Max, Min } from 'class-validator';
import { CallDirection, CallOutcome } from '../../../platform/prisma/generated/enums.js';

const DAY_SECONDS = 86_400;

/** What only a call has; anything else that carries one of these is refused (CALL_ONLY). */
export class CallDetailsDto {
  @IsOptional()
  @IsEnum(CallDirection)
  @ApiProperty({ enum: CallDirection, enumName: 'CallDirection', nullable: true, required: false })
  callDirection?: CallDirection | null;

  /** Only a call that was answered is a contact with the client; null counts as answered. */
  @IsOptional()
  @IsEnum(CallOutcome)
  @ApiProperty({ enum: CallOutcome, enumName: 'CallOutcome', nullable: true, required: false })
  callOutcome?: CallOutcome | null;

  /** Seconds. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(DAY_SECONDS)
  @ApiProperty({ type: 'integer', minimum: 0, maximum: DAY_SECONDS, nullable: true, required: false })
  durationSeconds?: number | null;
}
